import type { Translator } from '../../core/i18n.ts'
import { showDayWithYear } from '../../core/time/words.ts'
import { fromDate, toDate } from '../../db/days.ts'
import type { Invitation, Officer } from '../../generated/prisma/client.ts'
import type { Role, Side } from '../../generated/prisma/enums.ts'
import { officeCalled } from '../../programme/fields/office.ts'
import { pairName, type Registry } from '../../programme/places/registry.ts'
import { type Scope, scopeOf } from '../../programme/scope.ts'
import type { Term } from './model.ts'

export interface Post {
  readonly role: Role
  readonly side: Side | undefined
  readonly scope: Scope
  readonly office?: string | undefined
  readonly term?: Term | undefined
}

/** As the row of an officer keeps it. */
export const postOf = (registry: Registry, officer: Officer | Invitation): Post => ({
  role: officer.role,
  side: officer.side ?? undefined,
  scope: scopeOf(registry, officer),
  office: officer.office ?? undefined,
  term: termOf(officer),
})

/** As a row keeps it. */
export const termOf = ({ termFrom, termTo }: Pick<Officer, 'termFrom' | 'termTo'>): Term => ({
  from: termFrom ? fromDate(termFrom) : undefined,
  to: termTo ? fromDate(termTo) : undefined,
})

/** As the row keeps it. */
export const termColumns = ({ from, to }: Term) => ({
  termFrom: from === undefined ? null : toDate(from),
  termTo: to === undefined ? null : toDate(to),
})

/** 2024年9月1日至2026年8月31日, or where it begins or ends; undefined where nothing is said of it. */
export const termName = ({ from, to }: Term, translate: Translator): string | undefined => {
  if (from !== undefined && to !== undefined)
    return translate('officers.term.both', {
      from: showDayWithYear(from, translate),
      to: showDayWithYear(to, translate),
    })
  if (to !== undefined) return translate('officers.term.to', { to: showDayWithYear(to, translate) })
  return from && translate('officers.term.from', { from: showDayWithYear(from, translate) })
}

type Fact = readonly [label: string, value: string]

/** What everybody has. */
export const postFacts = ({ role, side, scope }: Post, translate: Translator): readonly Fact[] => [
  [translate('officers.role'), translate(`programme.role.${role}`)],
  [translate('programme.pair.label'), scopeName(scope, translate)],
  [translate('officers.side'), side ? translate(`programme.side.${side}`) : translate('officers.none')],
]

/** And what some have besides: an institution, a term. */
export const postDetails = (registry: Registry, post: Post, translate: Translator): readonly Fact[] => {
  const term = post.term && termName(post.term, translate)
  return [
    ...(post.office === undefined
      ? []
      : [[translate('officers.office'), officeCalled(registry, post.office, translate.locale)] as const]),
    ...(term === undefined ? [] : [[translate('officers.term.label'), term] as const]),
  ]
}

export const wholePostFacts = (registry: Registry, post: Post, translate: Translator): readonly Fact[] => [
  ...postFacts(post, translate),
  ...postDetails(registry, post, translate),
]

export const scopeName = (scope: Scope, translate: Translator): string =>
  scope.kind === 'programme' ? translate('programme.channel.whole') : pairName(scope.pair, translate.locale)
