import type { Access } from '../../core/command.ts'

/**
 * Who asks. A stranger is nobody's officer: not registered, deactivated, suspended, outside the term, or speaking in the name of a
 * group. An administrator is one by record or by configuration.
 */
export const askers = ['stranger', 'viewer', 'officer', 'supervisor', 'administrator'] as const
export type Who = (typeof askers)[number]

/**
 * Of what. `own`: what one is registered for, a pair with the pairs below it or the whole programme with every pair; `other`: another
 * pair; `common`: what is all pairs' together, and no pair's; `all`: every pair at once.
 */
export const subjects = ['own', 'other', 'common', 'all'] as const
export type Whose = (typeof subjects)[number]

/**
 * Where. `its`: a channel bound to the pair in question or to the pair above it, any pair's for what is common; `elsewhere`: a channel
 * of another pair, any pair's for every pair at once.
 */
export const places = ['private', 'unbound', 'its', 'elsewhere', 'programme'] as const
export type Where = (typeof places)[number]

/**
 * What is done. `read`: records, lists, counts, charts, exports, feeds; `name`: names of persons in them, and `named` where a channel
 * is set to show them to all its readers; `know`: who answered what and
 * why, and what minutes say; `write`: records; `contribute`: records that supervision keeps; `supervise`: what is set in those, and the
 * audit; `bind`: a channel to a pair; `administer`: people, deliveries, and channels of the whole programme.
 */
export const effects = [
  'read',
  'name',
  'named',
  'know',
  'write',
  'contribute',
  'supervise',
  'bind',
  'administer',
] as const
export type Effect = (typeof effects)[number]

type Row = Readonly<Record<Whose, readonly Where[]>>

const nowhere: readonly Where[] = []
const everywhere: readonly Where[] = places
/** A channel of one pair is read by its people: what others may read is not spread there. */
const notElsewhere: readonly Where[] = ['private', 'unbound', 'its', 'programme']
const inChannel: readonly Where[] = ['its', 'programme']
/** In a channel everybody reads along, whoever asked. */
const alone: readonly Where[] = ['private']

const ofAny = (where: readonly Where[]): Row => ({ own: where, other: where, common: where, all: where })
const ofOwn = (where: readonly Where[]): Row => ({ ...ofAny(nowhere), own: where })

const never = ofAny(nowhere)
const always = ofAny(everywhere)

/** Every right of the program, and nothing else decides one: `docs/rights.md` prints it. */
export const rights: Readonly<Record<Effect, Readonly<Record<Who, Row>>>> = {
  read: {
    stranger: { own: nowhere, other: inChannel, common: inChannel, all: ['programme'] },
    viewer: ofAny(notElsewhere),
    officer: ofAny(notElsewhere),
    supervisor: ofAny(notElsewhere),
    administrator: ofAny(notElsewhere),
  },
  name: {
    stranger: never,
    viewer: ofAny(alone),
    officer: ofAny(alone),
    supervisor: ofAny(alone),
    administrator: ofAny(alone),
  },
  named: {
    stranger: ofAny(inChannel),
    viewer: ofAny(inChannel),
    officer: ofAny(inChannel),
    supervisor: ofAny(inChannel),
    administrator: ofAny(inChannel),
  },
  know: {
    stranger: never,
    viewer: { ...ofOwn(alone), common: alone },
    officer: { ...ofOwn(alone), common: alone },
    supervisor: { ...ofOwn(alone), common: alone },
    administrator: ofAny(alone),
  },
  write: {
    stranger: never,
    viewer: never,
    officer: ofOwn(notElsewhere),
    supervisor: never,
    administrator: ofAny(notElsewhere),
  },
  contribute: {
    stranger: never,
    viewer: never,
    officer: ofOwn(notElsewhere),
    supervisor: ofOwn(notElsewhere),
    administrator: ofAny(notElsewhere),
  },
  supervise: {
    stranger: never,
    viewer: never,
    officer: never,
    supervisor: ofOwn(notElsewhere),
    administrator: ofAny(notElsewhere),
  },
  bind: {
    stranger: never,
    viewer: never,
    officer: ofOwn(everywhere),
    supervisor: never,
    administrator: always,
  },
  administer: {
    stranger: never,
    viewer: never,
    officer: never,
    supervisor: never,
    administrator: always,
  },
}

/** Whether the table says so of one of these places. */
export const isAllowed = (effect: Effect, who: Who, whose: Whose, ...where: readonly Where[]): boolean =>
  where.some((place) => rights[effect][who][whose].includes(place))

/** Whether a command that needs this is of any use to somebody, in any of these places. What the command then touches is judged by itself. */
export const mayUse = (access: Access, who: Who, where: readonly Where[] = places): boolean =>
  access === 'everyone' || subjects.some((whose) => isAllowed(access, who, whose, ...where))
