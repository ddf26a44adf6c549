/** Writes `docs/rights.md` from the table of rights and the commands of the program. */
import { writeFileSync } from 'node:fs'
import {
  askers,
  type Effect,
  effects,
  isAllowed,
  mayUse,
  places,
  rights,
  subjects,
  type Where,
} from '../src/programme/people/rights-table.ts'
import { currentFeatures } from './slack-manifest.ts'

export const rightsFile = new URL('../docs/rights.md', import.meta.url)

type Names = Readonly<Record<string, string>>

/** Commands that need another right than the one by which they are open to somebody at all, and why. */
export const needs: Readonly<Record<string, readonly Effect[]>> = {
  'supervise open': ['supervise'],
  'supervise edit': ['supervise'],
  'supervise cancel': ['supervise'],
  'audit export': ['supervise', 'name', 'read'],
  'meeting minutes': ['write'],
  bind: ['bind'],
  channels: ['bind'],
}

/** Commands that answer for the person: whoever is not registered has no answer to give. */
export const ofOfficers = ['meeting accept', 'meeting decline', 'meeting deputy', 'meeting vote', 'poll vote']

/** Commands about the channel in which they are said, or about what the person who says them has or did: of any pair. */
export const ofHere = [
  ...['channel', 'channel names', 'channel notices', 'channel check', 'digest time', 'digest charts'],
  ...['unbind', 'meeting feed', 'undo'],
]

/** Commands that are about no pair. */
export const ofNoPair = [
  ...['pairs', 'lang', 'whoami', 'join', 'start', 'help', 'handover', 'due rebuild'],
  ...['officer list', 'officer add', 'officer invite', 'officer remove', 'officer withdraw', 'officer renew'],
  ...['officer link', 'officer suspend', 'officer resume', 'officer term', 'officer forget'],
  ...['import check', 'import carry', 'import all', 'import drop', 'task list', 'task cancel'],
  ...['deliveries', 'deliveries resend', 'deliveries drop'],
]

const did: Readonly<Record<Effect, string>> = {
  read: 'Reading: records, lists, counts, charts, exports, calendar feeds',
  name: 'Reading names of persons in them',
  named: 'Reading names of persons in a channel that is set to show them',
  know: 'Reading who answered what and why, and what minutes say',
  write: 'Writing records',
  contribute: 'Writing what supervision keeps: items, inspections',
  supervise: 'Setting what supervision asks for; exporting the audit',
  bind: 'Binding a channel to a pair, changing it, and seeing which there are',
  administer: 'Administering people, deliveries, and channels of the whole programme',
}

const ofWhat: Names = {
  own: 'what they are registered for',
  other: 'another pair',
  common: 'what is common to all pairs',
  all: 'every pair at once',
}

const where: Readonly<Record<Where, string>> = {
  private: 'in private',
  unbound: 'in a group bound to nothing',
  its: "in the pair's channel",
  elsewhere: "in another pair's channel",
  programme: 'in a channel of the whole programme',
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const table = (titles: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [row(titles), row(titles.map(() => '---')), ...rows.map(row)].join('\n')

const cell = (allowed: readonly Where[]): string => {
  if (allowed.length === 0) return 'no'
  if (allowed.length === places.length) return 'yes, anywhere'
  const missing = places.filter((place) => !allowed.includes(place))
  return missing.length === 1
    ? `yes, but not ${missing.map((place) => where[place]).join()}`
    : `yes, ${allowed.map((place) => where[place]).join(' and ')}`
}

const effectTable = (effect: Effect): string =>
  `### ${did[effect]} (\`${effect}\`)\n\n${table(
    ['who', ...subjects.map((whose) => ofWhat[whose] ?? whose)],
    askers.map((who) => [
      who,
      ...subjects.map((whose) =>
        // Nothing is a stranger's own.
        who === 'stranger' && whose === 'own' ? '–' : cell(rights[effect][who][whose]),
      ),
    ]),
  )}`

const aboutOf = (name: string): string => {
  if (ofNoPair.includes(name)) return 'no pair'
  return ofHere.includes(name) ? 'the channel or the person' : 'a pair'
}

const needOf = (name: string, access: string): string => {
  const wanted = needs[name] ?? (access === 'everyone' ? [] : [access])
  const words = wanted.length > 0 ? wanted.join(', ') : 'nothing'
  return ofOfficers.includes(name) ? `${words}, and to be registered` : words
}

export const currentRights = (): string => {
  const commands = currentFeatures().flatMap((feature) => feature.commands)
  const rows = commands.map(({ name, access, effect }) => [
    `\`/${name}\``,
    effect,
    needOf(name, access),
    aboutOf(name),
    askers.filter((who) => mayUse(access, who)).join(', '),
  ])
  const alone = askers.filter((who) => isAllowed('read', who, 'other', 'private'))
  return `# Who may do what

Written by \`npm run rights\` from [the table](../src/programme/people/rights-table.ts) and from the commands; a test compares.
Every right is decided there: by the router, help, buttons, lists, searches, exports, feeds and suggestions alike
([0053](adr/0053-rights-are-one-table.md)).

**Who.** A *stranger* is not registered, was removed or suspended, is outside the term, or speaks in the name of a group. The others
are what their registration says; an *administrator* may also be named in the configuration.

**Of what.** What one is registered for is a pair, or the whole programme with every pair in it.

**Where.** In a channel everybody reads along, whoever asked. A pair's channel is also that of the pairs below it.

What somebody may not read is to them as if it were not there: a reference is answered as one that was never entered. Only who may read
it in private (${alone.join(', ')}) is told that it is shown elsewhere, and hears that alone.

## The table

${effects.map(effectTable).join('\n\n')}

## The commands

Who may use a command at all is judged first; then what it needs, for the pair that it turns out to be about. Both are judged again
when a form goes on and when a button is pressed.

${table(['command', 'effect', 'needs', 'is about', 'open to'], rows)}
`
}

if (process.argv[1]?.endsWith('rights.ts')) writeFileSync(rightsFile, currentRights())
