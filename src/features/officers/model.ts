import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import type { Role, Side } from '../../generated/prisma/enums.ts'
import { townshipNamed } from '../../programme/fields/office.ts'
import { countyOf, divisionName, divisionOf } from '../../programme/places/divisions/sites.ts'
import type { Place, Registry } from '../../programme/places/registry.ts'
import type { Scope } from '../../programme/scope.ts'

/** What an officer is to be. */
export interface Appointment {
  readonly name: string
  readonly role: Role
  readonly side: Side | undefined
  readonly scope: Scope
  /** As `officeField` has it. */
  readonly office?: string | undefined
  readonly term?: Term | undefined
}

/** Of a secondment, both days included; either may be open. */
export interface Term {
  readonly from: Day | undefined
  readonly to: Day | undefined
}

export interface AppointmentRequest {
  readonly name: string
  readonly place: number | undefined
  /** By its code. */
  readonly township: string | undefined
  readonly role: Role
  readonly office: string | undefined
  readonly from: Day | undefined
  readonly to: Day | undefined
}

/** Throws a `UserError` for the field `to`. */
export const requireOrder = ({ from, to }: Term): void => {
  if (from !== undefined && to !== undefined && to < from)
    throw new UserError(notice('officers.termOrder', { from, to }), 'to')
}

/** Nobody begins a term that is over. Throws a `UserError` for the field `to`. */
export const requireAhead = (to: Day | undefined, today: Day): void => {
  if (to !== undefined && to < today) throw new UserError(notice('officers.termPast', { to }), 'to')
}

/**
 * Where an officer belongs, and of which institution: a township is one of its county, by whichever field it was said. Throws a
 * `UserError` when it lies elsewhere.
 */
const whereOf = (
  registry: Registry,
  { place: id, township: code, office }: AppointmentRequest,
): { readonly place: Place | undefined; readonly office: string | undefined } => {
  const place = registry.places.find((candidate) => candidate.id === id)
  const township = code !== undefined ? divisionOf(code) : office && townshipNamed(registry, office, place)
  if (!township) return { place, office }
  const county = countyOf(registry, township.code)
  const name = divisionName(registry, township, 'zh-CN')
  if (place && place !== county) throw new UserError(notice('officers.townshipElsewhere', { name }), 'place')
  return { place: county, office: code === undefined ? name : (office ?? name) }
}

/**
 * The pair and the side follow from the place: a city or a county has one pair, a province all of them. Liaison officers
 * and viewers must have a place. Throws a `UserError` for the field that is missing.
 */
export const appointmentOf = (registry: Registry, request: AppointmentRequest): Appointment => {
  const { name, role, from, to } = request
  requireOrder({ from, to })
  const { place, office } = whereOf(registry, request)
  const rest = { name, role, office, term: { from, to } }
  if (!place) {
    if (role === 'officer' || role === 'viewer') throw new UserError(notice('officers.needsPlace'), 'place')
    return { ...rest, side: undefined, scope: { kind: 'programme' } }
  }
  const [pair, ...others] = registry.pairsOf(place)
  if (!pair) throw new UserError(notice('officers.needsPlace'), 'place')
  const isForOne = others.length === 0 && (role === 'officer' || role === 'viewer')
  const scope: Scope = isForOne ? { kind: 'pair', pair } : { kind: 'programme' }
  return { ...rest, side: registry.sideOf(pair, place), scope }
}
