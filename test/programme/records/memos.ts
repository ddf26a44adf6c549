import { z } from 'zod'
import { lineAction } from '../../../src/core/card.ts'
import { date } from '../../../src/core/fields/date.ts'
import { text } from '../../../src/core/fields/text.ts'
import { field } from '../../../src/core/form/field.ts'
import type { Database } from '../../../src/db/database.ts'
import { Prisma } from '../../../src/generated/prisma/client.ts'
import type { FeatureFactory } from '../../../src/programme/feature.ts'
import { type PairOrAll, pairOrAllField } from '../../../src/programme/fields/pair-or-all.ts'
import { personField } from '../../../src/programme/fields/person.ts'
import type { Registry } from '../../../src/programme/places/registry.ts'
import { editCommand, enterCommand, showCommand } from '../../../src/programme/records/commands.ts'
import { ask } from '../../../src/programme/records/forms.ts'
import {
  cancelled,
  day,
  defineKind,
  fieldsFor,
  sharedContentOfAll,
} from '../../../src/programme/records/kind.ts'
import { listCommand } from '../../../src/programme/records/list.ts'
import { defineListing } from '../../../src/programme/records/listing.ts'
import { manifestOf } from '../../../src/programme/records/manifest.ts'
import { remindersOf } from '../../../src/programme/records/reminders.ts'
import { cancelCommand, stepCommand } from '../../../src/programme/records/steps.ts'

/** The table of a kind of record that only these tests have. */
export const createTable = ({ client }: Database) =>
  client.$executeRaw`
    CREATE TABLE memo (
      id serial PRIMARY KEY, reference text NOT NULL UNIQUE, pair_id int REFERENCES pair (id) ON DELETE RESTRICT,
      about text NOT NULL, author_name text, author_title text, due_on date, answer text, cancel_reason text,
      state text NOT NULL, version int NOT NULL DEFAULT 1, account text NOT NULL, conversation text NOT NULL,
      officer_id int, side "Side", created_at timestamptz NOT NULL, updated_at timestamptz NOT NULL
    )`

export const dropTable = ({ client }: Database) => client.$executeRaw`DROP TABLE memo`

const content = z.object({
  ...sharedContentOfAll,
  about: z.string(),
  authorName: z.string().nullable(),
  authorTitle: z.string().nullable(),
  dueOn: day.nullable(),
  answer: z.string().nullable(),
  state: z.enum(['open', 'answered', cancelled]),
})
export type MemoContent = z.infer<typeof content>

const { column, columns } = fieldsFor<MemoContent>()
const words = (key: string) =>
  ({ label: 'records.reference', example: 'records.filesExample', keys: [key] }) as const

export const memoKind = (registry: Registry) =>
  defineKind({
    feature: 'memos',
    prefix: 'T',
    word: 'memo',
    noun: 'visits.noun',
    listLabel: 'visits.button.list',
    referenceExample: 'visits.example.reference',
    table: 'memo',
    content,
    begins: 'open',
    fields: {
      whose: columns(['pairId'], pairOrAllField(registry), {
        ...words('whose'),
        given: 'always',
        get: ({ pairId }): PairOrAll => pairId ?? 'programme',
        put: (whose: PairOrAll) => ({ pairId: whose === 'programme' ? null : whose }),
      }),
      about: column('about', text({ maximum: 300 }), { ...words('about'), given: 'always', freeText: true }),
      author: columns(['authorName', 'authorTitle'], personField(registry), {
        ...words('author'),
        get: ({ authorName, authorTitle }) =>
          authorName === null ? undefined : { name: authorName, title: authorTitle ?? undefined },
        put: ({ name, title }) => ({ authorName: name ?? null, authorTitle: title ?? null }),
        withoutName: ({ title }) => (title === undefined ? undefined : { title }),
      }),
      due: column('dueOn', date({ prefer: 'future' }), words('due')),
      answer: column('answer', text({ maximum: 1000, multiline: true }), {
        ...words('answer'),
        given: 'later',
        freeText: true,
      }),
    },
    phases: {
      open: 'visits.phase.planned',
      answered: 'visits.phase.done',
      cancelled: 'visits.phase.cancelled',
    },
  })
export type MemoKind = ReturnType<typeof memoKind>

const listing = defineListing({
  filters: { due: field(date({ prefer: 'future' }), words('due')).optional() },
  where: ({ due }) => [
    Prisma.sql`state <> 'cancelled'`,
    ...(due ? [Prisma.sql`due_on <= ${due}::date`] : []),
  ],
  order: () => Prisma.sql`id`,
  totals: { open: () => Prisma.sql`count(*) FILTER (WHERE state = 'open')` },
  title: (_, scope) => `memos: ${scope}`,
  say: (_, { total, open }) => `${total} in all, ${open} open`,
  line: { beside: ['whose', 'author'], below: ['about'] },
})

const named = (verb: string, ...aliases: string[]) =>
  ({
    name: `memo ${verb}`,
    aliases,
    summary: 'visits.list.summary',
    examples: ['visits.list.example1', 'visits.list.example2', 'visits.list.example3'],
  }) as const

/** What a feature with a kind of its own consists of, and nothing else. */
export const createMemos: FeatureFactory = (tools) => {
  const { registry } = tools
  const basis = memoKind(registry)
  const reminders = remindersOf(basis, tools, {
    name: 'answer',
    awaitedSince: ({ state, dueOn }) => (state === 'open' ? (dueOn ?? undefined) : undefined),
    workdays: 2,
    words: {
      title: () => 'answers awaited',
      one: (_, { reference }) => `${reference} awaits its answer`,
      several: (_, count) => `${count} await their answers`,
      item: (_, { reference }) => reference,
      more: (_, count) => `${count} more`,
      how: () => 'please answer',
      button: (_, { reference }) => lineAction(reference, `/memo show ${reference}`),
      all: { label: () => 'all', line: '/memo list' },
    },
  })
  const kind: MemoKind = {
    ...basis,
    changed: async (context, memo, before) => {
      await reminders.changed(context, memo, before)
      return []
    },
  }
  return {
    name: 'memos',
    commands: [
      enterCommand(kind, registry, { ...named('enter'), byDefault: true }),
      listCommand(kind, registry, named('list'), listing),
      showCommand(kind, registry, named('show')),
      editCommand(kind, registry, named('edit')),
      stepCommand(kind, registry, named('answer'), {
        action: 'answer',
        form: { answer: ask(kind, 'answer') },
        become: (memo, { answer }) => ({ ...memo, state: 'answered' as const, answer }),
        say: (_, { reference }) => `${reference} is answered`,
      }),
      cancelCommand(kind, registry, named('cancel')),
    ],
    due: [reminders.due],
    ...manifestOf(kind, registry),
  }
}
