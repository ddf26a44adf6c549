import { actions, type Block, type Card, card, facts, heading, lineAction, text } from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import type { Importable } from '../../programme/importable.ts'
import { pairName, type Registry } from '../../programme/places/registry.ts'
import { pairIn } from '../../programme/scope.ts'
import { changeCounts, changesIn, sayChanges } from './changed.ts'
import { type Features, importablesOf } from './offers.ts'
import { type Counts, nextRows, type Plan, type PlanRow, type PlanSheet } from './plan/plan.ts'
import { lackingNotice } from './plan/stage.ts'
import { columnLetters, sheetLimits } from './sheet/table.ts'

/** Rows that a card shows; all of them are in the file that comes back. */
const mostShown = 5

/** `互访 第5行`: which row of which sheet. */
export const placeOf = ({ sheets }: Plan, { sheet, row }: PlanRow, translate: Translator): string =>
  translate('imports.row.place', { sheet: sheets[sheet]?.name ?? '', row })

const join = (translate: Translator, names: readonly string[]) => names.join(translate('core.form.comma'))

/** What is wrong or doubtful with a row, a sentence each: in which column, what, and an example of what is expected. */
export const problemsIn = (
  importables: readonly Importable[],
  { sheets }: Plan,
  { sheet: place, problems, kind, reference }: PlanRow,
  translate: Translator,
): string[] => {
  if (kind === 'doubtful' && !problems)
    return [
      reference === null ? translate('imports.row.repeats') : translate('imports.row.like', { reference }),
    ]
  const sheet = sheets[place]
  const importable = importables.find(({ name }) => name === sheet?.importable)
  const placeOfColumn = (name: string | undefined) => {
    const index = sheet?.columns.findIndex((one) => one?.name === name) ?? -1
    return index < 0 ? Number.POSITIVE_INFINITY : index
  }
  const inOrder = [...(problems ?? [])].sort(
    (one, other) => placeOfColumn(one.column) - placeOfColumn(other.column) || 0,
  )
  return inOrder.map(({ column: name, problem, wantsExample }) => {
    // No column says the reference: what is there was found by what the rows say.
    const isFound = problem.key === 'imports.row.twice' && placeOfColumn(name) === Number.POSITIVE_INFINITY
    if (isFound) return translate.say({ ...problem, key: 'imports.row.twiceLike' } as typeof problem)
    const reason = translate.say(problem)
    const column = importable?.columns.find((one) => one.name === name)
    if (!column) return reason
    const index = placeOfColumn(name)
    const label = translate(column.label)
    const letters = Number.isFinite(index) ? columnLetters(index) : ''
    const example = wantsExample && column.example ? translate(column.example) : ''
    return translate('imports.row.problem', {
      label,
      reason: reason.replace(/[。.]$/u, ''),
      letters,
      hasLetters: letters === '' ? 'other' : 'yes',
      example,
      hasExample: example === '' ? 'other' : 'yes',
    })
  })
}

const sheetNotes = (tools: Features, sheet: PlanSheet, translate: Translator): Block[] => {
  const { name, importable, unknown, left, totals } = sheet
  const lacking = lackingNotice(importablesOf(tools), sheet, translate)
  if (lacking) return [text(translate.say(lacking), 'warning')]
  if (importable === null) return [text(translate('imports.sheet.unread', { sheet: name }), 'warning')]
  return [
    ...(unknown.length > 0
      ? [
          text(
            translate('imports.sheet.columns', { sheet: name, columns: join(translate, unknown) }),
            'warning',
          ),
        ]
      : []),
    ...(left.length > 0
      ? [text(translate('imports.sheet.left', { sheet: name, columns: join(translate, left) }), 'quiet')]
      : []),
    ...(totals > 0 ? [text(translate('imports.sheet.totals', { sheet: name, count: totals }), 'quiet')] : []),
  ]
}

const buttonsOf = ({ id }: Plan, counts: Counts, translate: Translator): Block | false => {
  const sure = counts.new + counts.changed
  const all = sure + counts.doubtful
  if (all === 0) return false
  return actions(
    ...(sure > 0
      ? [lineAction(translate('imports.button.carry', { count: sure }), `/import carry ${id}`, 'primary')]
      : []),
    ...(counts.doubtful > 0
      ? [lineAction(translate('imports.button.all', { count: all }), `/import carry ${id} doubtful:yes`)]
      : []),
    lineAction(translate('imports.button.drop'), `/import drop ${id}`),
  )
}

/** Rows that are shown as they were understood. */
const mostOutlined = 3

/** What would be written: the first rows as they were understood, and for which pairs, where those are not just the room's. */
const outlined = async (
  context: ProgrammeContext,
  registry: Registry,
  importables: readonly Importable[],
  plan: Plan,
): Promise<Block[]> => {
  const { transaction, translate, scope } = context
  const rows = await nextRows(transaction, plan.id, -1, sheetLimits.rows, ['new', 'changed', 'doubtful'])
  const outlines = rows.flatMap((row) => {
    const sheet = plan.sheets[row.sheet]
    const importable = importables.find(({ name }) => name === sheet?.importable)
    const columns = sheet?.columns.flatMap((column) => column?.name ?? []) ?? []
    return importable ? [{ row, importable, ...importable.outline(context, row.data, columns) }] : []
  })
  const changes = await changesIn(context, outlines)
  const notes = importables.flatMap((importable) => {
    const own = outlines.filter((one) => one.importable === importable)
    return own.length > 0
      ? [
          importable.notes?.(
            context,
            own.map(({ row }) => row.data),
          ) ?? [],
        ]
      : []
  })
  const counted = new Map<number | undefined, number>()
  for (const { pair } of outlines) counted.set(pair, (counted.get(pair) ?? 0) + 1)
  const here = pairIn(scope)?.id
  const isJustHere = here !== undefined && [...counted.keys()].every((pair) => pair === here)
  const named = [...counted].map(([pair, count]) =>
    translate('imports.plan.ofPair', {
      pair:
        pair === undefined
          ? translate('programme.channel.whole')
          : pairName(registry.pair(pair), translate.locale),
      count,
    }),
  )
  const isElsewhere = here !== undefined || counted.size > 1
  return [
    ...(outlines.length > 0 && !isJustHere
      ? [
          text(
            translate('imports.plan.pairs', { pairs: join(translate, named) }),
            isElsewhere ? 'warning' : 'plain',
          ),
        ]
      : []),
    ...(outlines.length > 0
      ? [
          text(translate('imports.plan.understood'), 'quiet'),
          {
            type: 'list' as const,
            items: outlines.slice(0, mostOutlined).map(({ row, text: detail }) => {
              const own = changes.get(row.position)
              const said = own ? sayChanges(row.reference ?? '', own, translate) : detail
              return { text: placeOf(plan, row, translate), detail: said }
            }),
          },
        ]
      : []),
    ...changeCounts([...changes.values()], translate),
    ...(await Promise.all(notes)).flat(),
  ]
}

/** What an import would do, before it does anything. */
export const planCard = async (
  context: ProgrammeContext,
  { registry, features }: FeatureTools,
  plan: Plan,
  counts: Counts,
): Promise<Card> => {
  const { transaction, translate } = context
  const importables = importablesOf({ features })
  const shown = await nextRows(transaction, plan.id, -1, mostShown, ['wrong', 'doubtful'])
  const more = counts.wrong + counts.doubtful - shown.length
  const nouns = [...new Set(plan.sheets.flatMap(({ importable }) => importable ?? []))]
    .flatMap((name) => importables.find((one) => one.name === name)?.noun ?? [])
    .map((noun) => translate(noun))
  const isNothing = counts.new + counts.changed + counts.doubtful + counts.wrong === 0
  return card(
    heading(translate('imports.plan.title', { name: plan.name })),
    facts(
      [translate('imports.plan.what'), join(translate, nouns)],
      ...(['new', 'changed', 'unchanged', 'doubtful', 'wrong'] as const).map(
        (kind) => [translate(`imports.kind.${kind}`), `${counts[kind]}`] as const,
      ),
    ),
    ...(await outlined(context, registry, importables, plan)),
    isNothing && text(translate('imports.plan.nothing'), 'success'),
    shown.length > 0 && {
      type: 'list',
      items: shown.map((row) => ({
        text: placeOf(plan, row, translate),
        detail: problemsIn(importables, plan, row, translate).join(translate('imports.row.separator')),
      })),
    },
    more > 0 && text(translate('imports.plan.more', { count: more }), 'quiet'),
    ...plan.sheets.flatMap((sheet) => sheetNotes({ features }, sheet, translate)),
    counts.new + counts.changed + counts.doubtful > 0 && text(translate('imports.plan.how')),
    buttonsOf(plan, counts, translate),
  )
}

const byNumber = new Intl.Collator('en', { numeric: true })

/** What an import has done. */
export const carriedCard = (
  { name }: Plan,
  rows: readonly PlanRow[],
  written: ReadonlyArray<{ readonly position: number; readonly reference: string }>,
  translate: Translator,
): Card => {
  // What a doubtful row may be stands in its reference; that it became another one shows in what was written.
  const planned = new Map(rows.map(({ position, reference }) => [position, reference]))
  const fresh = written.filter(({ position, reference }) => planned.get(position) !== reference)
  // Entries are written in the order of their days.
  const references = fresh.map(({ reference }) => reference).sort(byNumber.compare)
  const [first, last] = [references.at(0), references.at(-1)]
  const changed = written.length - fresh.length
  const example = written.at(0)?.reference ?? ''
  return card(
    text(translate('imports.carry.done', { name, fresh: fresh.length, changed }), 'success'),
    first !== undefined &&
      last !== undefined &&
      text(translate('imports.carry.references', { first, last, isOne: first === last ? 'yes' : 'other' })),
    text(translate('imports.carry.undo', { reference: example }), 'quiet'),
  )
}
