import type { Locale } from '../../../core/request.ts'
import type { Transaction } from '../../../db/database.ts'
import type { Side } from '../../../generated/prisma/enums.ts'
import { type Addressee, addresseeOf, latestAccount } from '../../../programme/audience.ts'
import { officeCalled } from '../../../programme/fields/office.ts'
import type { Place, Registry } from '../../../programme/places/registry.ts'
import { type Entry, entriesOf, placeOf } from './entries.ts'

/** An officer who is asked to come. */
export interface Invited {
  readonly id: number
  readonly name: string
  /** Absent for who works for neither side alone. */
  readonly side: Side | undefined
  /** Where they are told in private; absent for who has joined on no platform yet. */
  readonly addressee: Addressee | undefined
  /** They, or their unit, are asked by name, and not as liaison officers of a side. */
  readonly personally: boolean
}

export interface Invitation {
  /** `null`: of the whole programme, and so to the officers of every pair. */
  readonly pairId: number | null
  /** Who is asked, as a meeting keeps it; the liaison officers of both sides where nothing is said. */
  readonly invited?: string | null
}

const readOfficers = (transaction: Transaction) =>
  transaction.officer.findMany({
    where: { active: true },
    orderBy: { id: 'asc' },
    include: { accounts: latestAccount },
  })
type Officer = Awaited<ReturnType<typeof readOfficers>>[number]

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** Which of the program's officers each entry of an invitation means. */
const meaningOf = (registry: Registry, pairId: number | null, officers: readonly Officer[]) => {
  const liaison = officers.filter(({ role }) => role === 'officer')

  /** The liaison officers of a pair, and of the pair above it. */
  const ofPair = (id: number) => {
    const { parentId } = registry.pair(id)
    return liaison.filter(
      (officer) =>
        officer.pairId !== null && [id, parentId].includes(officer.pairId) && officer.scope === 'pair',
    )
  }

  const ofPlace = (place: Place): Officer[] => {
    const pairs = registry.pairsOf(place)
    if (place.level === 'province') {
      const [pair] = pairs
      const side = pair && registry.sideOf(pair, place)
      return liaison.filter((officer) => officer.scope === 'programme' && officer.side === side)
    }
    const own = pairs.filter(({ id }) => id === pairId)
    return (own.length > 0 ? own : pairs).flatMap((pair) =>
      ofPair(pair.id).filter(({ side }) => side === registry.sideOf(pair, place)),
    )
  }

  /** Who is known to work there; else whoever speaks for the place that its name begins with passes it on. */
  const ofUnit = (name: string): { readonly own: Officer[]; readonly instead: Officer[] } => {
    const own = officers.filter(
      ({ office }) =>
        office !== null && [office, officeCalled(registry, office, 'en')].some((one) => isSame(one, name)),
    )
    const [at] = registry.find(name)
    const place = at?.start === 0 ? at.places[0] : undefined
    return { own, instead: own.length > 0 || !place ? [] : ofPlace(place) }
  }

  /** Of several with one name those of the pair. */
  const named = (name: string): Officer[] => {
    const all = officers.filter((officer) => isSame(officer.name, name))
    const near = all.filter((officer) => pairId !== null && officer.pairId === pairId)
    return near.length > 0 ? near : all
  }

  const usual = () => (pairId === null ? liaison : ofPair(pairId))
  return (entry: Entry): { readonly asked: readonly Officer[]; readonly personally: readonly Officer[] } => {
    const of = (asked: readonly Officer[], personally: readonly Officer[] = []) => ({ asked, personally })
    switch (entry.kind) {
      case 'pair':
        return of(ofPair(entry.id))
      case 'place':
        return of(ofPlace(placeOf(registry, entry.id)))
      case 'unit': {
        const { own, instead } = ofUnit(entry.name)
        return of(instead, own)
      }
      case 'person':
        return of([], named(entry.name))
      case 'others':
        return of([])
      default:
        return of(usual())
    }
  }
}

const invitedAmong = (
  officers: readonly Officer[],
  registry: Registry,
  { pairId, invited = null }: Invitation,
  defaultLocale: Locale,
): Invited[] => {
  const entries: readonly Entry[] = invited === null ? [{ kind: 'liaison' }] : entriesOf(invited)
  const meant = entries.map(meaningOf(registry, pairId, officers))
  const personally = new Set(meant.flatMap((one) => one.personally))
  const asked = new Set([...personally, ...meant.flatMap((one) => one.asked)])
  return officers
    .filter((officer) => asked.has(officer))
    .map((officer) => ({
      id: officer.id,
      name: officer.name,
      side: officer.side ?? undefined,
      addressee: addresseeOf(officer, defaultLocale),
      personally: personally.has(officer),
    }))
}

/** Reads the officers once, for any number of invitations. */
export const invitations = async (transaction: Transaction, registry: Registry, defaultLocale: Locale) => {
  const officers = await readOfficers(transaction)
  return (invitation: Invitation): Invited[] => invitedAmong(officers, registry, invitation, defaultLocale)
}

/** Who is invited to a meeting, or asked when it could be: the liaison officers of both sides, or whom its invitation names. */
export const officersInvited = async (
  transaction: Transaction,
  registry: Registry,
  invitation: Invitation,
  defaultLocale: Locale,
): Promise<Invited[]> => (await invitations(transaction, registry, defaultLocale))(invitation)

/** Units of an invitation of whom nobody can be asked: no officer works there, and none speaks for where it is. */
export const unreachable = async (
  transaction: Transaction,
  registry: Registry,
  { pairId, invited }: Invitation,
): Promise<string[]> => {
  const units = entriesOf(invited).filter((entry) => entry.kind === 'unit')
  if (units.length === 0) return []
  const meaning = meaningOf(registry, pairId, await readOfficers(transaction))
  return units.flatMap((unit) => {
    const { asked, personally } = meaning(unit)
    return asked.length + personally.length > 0 ? [] : [unit.name]
  })
}
