import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  facts,
  heading,
  lineAction,
  text,
} from '../../core/card.ts'
import type { Reading } from '../../core/field.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Day } from '../../core/time.ts'
import { type Pair, placeName } from '../../programme/registry.ts'
import {
  contradictions,
  daysOf,
  differences,
  headOf,
  type Phase,
  phaseOf,
  type Visit,
  type VisitContent,
  type VisitField,
  visitFields,
} from './model.ts'
import type { VisitPage } from './queries.ts'
import type { VisitTools } from './tools.ts'

/** What a card is made with: the words and fields, in the reader's language. */
export interface View {
  readonly tools: VisitTools
  readonly reading: Reading
}

const labels = {
  direction: 'visits.field.direction',
  date: 'visits.field.date',
  head: 'visits.field.head',
  level: 'visits.field.level',
  people: 'visits.field.people',
  purpose: 'visits.field.purpose',
  outcome: 'visits.field.outcome',
} as const satisfies Record<VisitField, string>

const phaseLabels = {
  planned: 'visits.phase.planned',
  ongoing: 'visits.phase.ongoing',
  awaiting: 'visits.phase.awaiting',
  done: 'visits.phase.done',
  cancelled: 'visits.phase.cancelled',
} as const satisfies Record<Phase, string>

export const showPhase = (visit: VisitContent, today: Day, translate: Translator): string =>
  translate(phaseLabels[phaseOf(visit, today)])

/** A field's value as understood; undefined when it was not given. */
export const showField = (
  { tools: { fields }, reading }: View,
  visit: VisitContent,
  field: VisitField,
): string | undefined => {
  const head = headOf(visit)
  switch (field) {
    case 'direction':
      return fields.direction.show(visit, reading)
    case 'date':
      return fields.date.show(daysOf(visit), reading)
    case 'head':
      return head && fields.head.show(head, reading)
    case 'level':
      return visit.level === null ? undefined : fields.level.show(visit.level, reading)
    case 'people':
      return visit.people === null ? undefined : fields.people.show(visit.people, reading)
    case 'purpose':
      return visit.purpose ?? undefined
    case 'outcome':
      return visit.outcome ?? undefined
  }
}

/** The level says where it comes from, because it may be wrong. */
const showLevel = (view: View, visit: VisitContent): string | undefined => {
  const level = showField(view, visit, 'level')
  return level !== undefined && visit.level === view.tools.levelOf(visit)
    ? view.reading.translate('visits.level.derived', { level })
    : level
}

const factsOf = (view: View, visit: VisitContent): Block => {
  const { translate, today } = view.reading
  const said = visitFields
    .filter((field) => field !== 'outcome' || visit.outcome !== null)
    .map((field) => {
      const value = field === 'level' ? showLevel(view, visit) : showField(view, visit, field)
      return [translate(labels[field]), value ?? translate('visits.notGiven')] as const
    })
  return facts(
    ...said,
    [translate('visits.field.phase'), showPhase(visit, today, translate)],
    visit.cancelReason === null ? undefined : [translate('visits.field.cancelReason'), visit.cancelReason],
  )
}

/** `key:"value"`, so that a line can fill a form; a text with quotation marks of its own is left out. */
const entry = (key: string, value: string): string[] =>
  /["“”„«»「」『』＂]/u.test(value) ? [] : [`${key}:"${value}"`]

const editAction = ({ tools: { fields, levelOf }, reading }: View, visit: Visit): CardAction => {
  const head = headOf(visit)
  const entries = [
    `reference:${visit.reference}`,
    ...entry('direction', fields.direction.write(visit)),
    ...entry('date', fields.date.write(daysOf(visit))),
    ...(head ? entry('head', fields.head.write(head)) : []),
    ...(visit.level !== null && visit.level !== levelOf(visit) ? entry('level', visit.level) : []),
    ...(visit.people === null ? [] : entry('people', fields.people.write(visit.people))),
    ...(visit.purpose === null ? [] : entry('purpose', visit.purpose)),
  ]
  return {
    label: reading.translate('visits.button.edit'),
    press: { action: 'form.begin', values: { command: 'visit edit', line: entries.join(' ') } },
  }
}

/** Opens the form for the outcome note of a visit. */
export const outcomeAction = (reference: string, translate: Translator): CardAction => ({
  label: translate('visits.button.outcome'),
  press: { action: 'form.begin', values: { command: 'visit done', line: `reference:${reference}` } },
  style: 'primary',
})

const undoAction = (reference: string, translate: Translator): CardAction =>
  lineAction(translate('visits.button.undo'), `/undo ${reference}`)

const buttonsOf = (view: View, visit: Visit, ...more: CardAction[]): Block => {
  const { translate, today } = view.reading
  const phase = phaseOf(visit, today)
  const pair = view.tools.registry.pair(visit.pairId)
  return actions(
    ...(phase === 'awaiting' ? [outcomeAction(visit.reference, translate)] : []),
    ...(phase === 'cancelled' ? [] : [editAction(view, visit)]),
    lineAction(translate('visits.button.list'), listLine(pair, translate)),
    ...more,
  )
}

/** The command that lists a pair's visits; both names together would be read as a direction. */
export const listLine = (pair: Pair, translate: Translator): string =>
  `/visit list pair:"${placeName(pair.recipient, translate.locale)}"`

/** Visits that this one may repeat, so that nothing is counted twice unseen. */
const repeatsOf = (view: View, repeats: readonly Visit[]): Block | undefined => {
  if (repeats.length === 0) return undefined
  const references = repeats.map(({ reference }) => reference).join(', ')
  return text(view.reading.translate('visits.repeats', { references }), 'warning')
}

export const visitCard = (view: View, visit: Visit): Card =>
  card(
    heading(view.reading.translate('visits.title', { reference: visit.reference })),
    factsOf(view, visit),
    buttonsOf(view, visit),
  )

/** What a change answers: what was done, the visit as it now stands, and the way back. */
export const doneCard = (view: View, said: string, visit: Visit): Card => ({
  ...card(
    text(said, 'success'),
    heading(view.reading.translate('visits.title', { reference: visit.reference })),
    factsOf(view, visit),
    buttonsOf(view, visit, undoAction(visit.reference, view.reading.translate)),
  ),
  summary: said,
})

/** What an edit changed, value by value. */
export const differenceCard = (
  view: View,
  said: string,
  before: VisitContent,
  after: Visit,
  repeats: readonly Visit[] = [],
): Card => {
  const { translate } = view.reading
  const shown = (visit: VisitContent, field: VisitField) =>
    showField(view, visit, field) ?? translate('visits.notGiven')
  return {
    ...card(
      text(said, 'success'),
      {
        type: 'table',
        columns: [
          { title: translate('visits.column.field') },
          { title: translate('visits.column.before') },
          { title: translate('visits.column.after') },
        ],
        rows: differences(before, after).map((field) => [
          translate(labels[field]),
          shown(before, field),
          shown(after, field),
        ]),
      },
      repeatsOf(view, repeats),
      buttonsOf(view, after, undoAction(after.reference, translate)),
    ),
    summary: said,
  }
}

/** What a second report says otherwise, and that the first one stands. */
export const contradictionNote = (
  { reading: { translate } }: View,
  visit: Visit,
  report: VisitContent,
): Block | undefined => {
  const fields = contradictions(visit, report).map((field) => translate(labels[field]))
  if (fields.length === 0) return undefined
  const list = fields.join(translate.locale === 'en' ? ', ' : '、')
  return text(translate('visits.same.kept', { fields: list, reference: visit.reference }), 'warning')
}

/** The most records set beside a new one: more columns do not fit a telephone. */
const mostMatches = 3

/** A report beside the visits that it may repeat, to choose: the same, or another one. */
export const matchesCard = (
  view: View,
  report: VisitContent,
  matches: readonly Visit[],
  kept: string,
): Card => {
  const { translate, today } = view.reading
  const beside = matches.slice(0, mostMatches)
  const row = (title: string, show: (visit: VisitContent) => string) => [
    title,
    ...beside.map(show),
    show(report),
  ]
  return card(
    heading(translate('visits.same.title')),
    text(translate('visits.same.question'), 'warning'),
    {
      type: 'table',
      columns: [
        { title: translate('visits.column.field') },
        ...beside.map(({ reference }) => ({ title: reference })),
        { title: translate('visits.same.report') },
      ],
      rows: [
        ...visitFields
          .filter((field) => field !== 'outcome')
          .map((field) =>
            row(
              translate(labels[field]),
              (visit) => showField(view, visit, field) ?? translate('visits.notGiven'),
            ),
          ),
        row(translate('visits.field.phase'), (visit) => showPhase(visit, today, translate)),
      ],
    },
    actions(
      ...beside.map(
        ({ reference }): CardAction => ({
          label: translate('visits.button.same', { reference }),
          press: { action: 'visits.same', values: { reference, kept } },
          style: 'primary',
        }),
      ),
      { label: translate('visits.button.another'), press: { action: 'visits.another', values: { kept } } },
    ),
  )
}

export interface ListLine {
  /** The whole command, without the page, for the buttons that turn it. */
  readonly line: string
  readonly page: number
  readonly pages: number
  /** What the list is narrowed to, in words. */
  readonly scope: string
}

export const listCard = (view: View, found: VisitPage, { line, page, pages, scope }: ListLine): Card => {
  const { translate, today } = view.reading
  const title = heading(translate('visits.list.title', { scope }))
  if (found.total === 0) return card(title, text(translate('visits.list.empty')))
  const items = found.visits.map((visit) => ({
    text: [
      visit.reference,
      showField(view, visit, 'date'),
      showField(view, visit, 'direction'),
      showPhase(visit, today, translate),
    ].join(' · '),
    detail: (['people', 'head', 'level', 'purpose'] as const)
      .flatMap((field) => showField(view, visit, field) ?? [])
      .join(' · '),
  }))
  const turn = (label: string, to: number) => lineAction(label, `${line} page:${to}`)
  const buttons = [
    ...(page > 1 ? [turn(translate('visits.button.previous'), page - 1)] : []),
    ...(page < pages ? [turn(translate('visits.button.next'), page + 1)] : []),
  ]
  return card(
    title,
    text(
      translate('visits.list.totals', {
        ...found.totals,
        total: found.total,
      }),
    ),
    { type: 'list', items },
    pages > 1 && text(translate('visits.list.page', { page, pages }), 'quiet'),
    buttons.length > 0 && actions(...buttons),
  )
}
