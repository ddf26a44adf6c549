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
import { formButton } from '../../core/form/button.ts'
import type { Translator } from '../../core/i18n.ts'
import { readerOf } from '../people/rights.ts'
import type { Registry } from '../places/registry.ts'
import { pairIn, scopeOfRecord } from '../scope.ts'
import { differences, isDerived } from './content.ts'
import { type Content, cancelled, isEntered, type RecordKind, type RecordOf } from './kind.ts'
import {
  knownValue,
  labelOf,
  listLine,
  naming,
  showBrief,
  showField,
  showOnCard,
  showPhase,
  type View,
} from './show.ts'

/** A telephone shows no more at a glance: before there are more, the way to the list is left out, which has a command. */
const mostButtons = 6

/** A record before and after what was done to it; the same one when nothing came of it. */
export interface Changed<C extends Content> {
  readonly before: RecordOf<C>
  readonly after: RecordOf<C>
  /** What is to be said about it. */
  readonly notes: readonly Block[]
}

type Fact = readonly [label: string, value: string]

const officialTitle = <C extends Content>(
  kind: RecordKind<C>,
  translate: Translator,
  record: RecordOf<C>,
): Block[] => {
  const title = kind.title?.(record, translate)
  return title === undefined ? [] : [text(title)]
}

const title = <C extends Content>(
  kind: RecordKind<C>,
  translate: Translator,
  record: RecordOf<C>,
): Block[] => [
  heading(translate('records.title', naming(kind, translate, record.reference))),
  ...officialTitle(kind, translate, record),
]

const factsOf = <C extends Content>(kind: RecordKind<C>, view: View, content: RecordOf<C>): Block => {
  const { translate } = view.reading
  const shown = (name: string) => {
    const value = showOnCard(kind, view, content, name)
    const derived =
      value === undefined || !isDerived(kind, content, name) ? undefined : kind.fields[name]?.derived
    return derived?.(value ?? '', translate) ?? value ?? translate('records.notGiven')
  }
  const standing: ReadonlyArray<Fact | undefined> = [
    [translate('records.phase'), showPhase(kind, content, view.reading)],
    content.cancelReason === null ? undefined : [translate('records.cancelReason'), content.cancelReason],
  ]
  // Whoever reads on takes the rest for what is to come.
  const isCalledOff = content.state === cancelled
  return facts(
    ...(isCalledOff ? standing : []),
    ...Object.entries(kind.fields)
      .filter(
        ([, field]) =>
          !field.isTallied &&
          ((isEntered(field) && field.asked !== false) || field.get(content) !== undefined),
      )
      .map(([name, { label }]) => [translate(label), shown(name)] as const),
    ...(kind.tallied?.(content, view.reading) ?? []),
    ...(isCalledOff ? [] : standing),
  )
}

/** What a record is about in its own words, where a card shows only what changed of it. */
const subjectOf = <C extends Content>(
  kind: RecordKind<C>,
  view: View,
  record: RecordOf<C>,
  changed: readonly string[],
): Block | false => {
  const said = Object.entries(kind.fields).flatMap(([name, { freeText, given, isTallied }]) => {
    if (!freeText || isTallied || given !== 'always' || changed.includes(name)) return []
    const value = showBrief(kind, view, record, name)
    return value === undefined ? [] : [[labelOf(kind, view.reading.translate, name), value] as const]
  })
  return said.length > 0 && facts(...said)
}

/** Opens the form for editing, filled with what stands; a value that follows from the rest is left to follow. */
const editAction = <C extends Content>(kind: RecordKind<C>, view: View, record: RecordOf<C>): CardAction => {
  const entries = Object.entries(kind.fields).flatMap(([name, { type, get, given }]) => {
    const known = knownValue(kind, view, record, name)
    if (!isEntered({ given }) || known === undefined || isDerived(kind, record, name)) return []
    // A card that everybody reads gives no name away through its button either.
    const entry = type.write(known)
    return entry === type.write(get(record)) ? [[name, entry]] : []
  })
  return formButton(view.reading.translate('records.edit'), `${kind.word} edit`, {
    reference: record.reference,
    ...Object.fromEntries(entries),
  })
}

/** The command that takes a change back, whatever kind the record is of. */
export const undoCommandName = 'undo'

/** The way back from the change that made this version: pressed again, or later, it takes no other change back. */
const undoAction = <C extends Content>(
  { reference, version }: RecordOf<C>,
  translate: Translator,
): CardAction => lineAction(translate('records.undo'), `/${undoCommandName} ${reference} version:${version}`)

/** How the records of one kind look. */
export const cardsOf = <C extends Content>(kind: RecordKind<C>, registry: Registry) => {
  const buttonsOf = (view: View, record: RecordOf<C>, ...more: CardAction[]): Block[] => {
    const { translate } = view.reading
    const pair = pairIn(scopeOfRecord(registry, record))
    const reader = readerOf(view.alone, pair, kind)
    const rows = kind.buttonRows?.(record, view.reading, reader) ?? []
    const isEditable =
      reader.mayWrite &&
      record.state !== cancelled &&
      !kind.isSettled?.(record) &&
      (kind.mayEdit?.(record, reader) ?? true)
    const own = [
      ...(kind.buttons?.(record, view.reading, reader) ?? []),
      ...(isEditable ? [editAction(kind, view, record)] : []),
    ]
    const list = lineAction(translate(kind.listLabel), listLine(kind, pair, translate))
    const isRoomLeft = rows.flat().length + own.length + more.length < mostButtons
    return [...rows.map((row) => actions(...row)), actions(...own, ...(isRoomLeft ? [list] : []), ...more)]
  }

  const drawn = (view: View, record: RecordOf<C>): readonly Block[] =>
    kind.drawn?.(record, view.reading) ?? []

  /** What a change answers: what was done, the record as it now stands, and the way back where there is one. */
  const doneCard = (
    view: View,
    said: string,
    record: RecordOf<C>,
    notes: readonly Block[] = [],
    back: readonly CardAction[] = [undoAction(record, view.reading.translate)],
  ): Card => {
    const { translate } = view.reading
    return {
      ...card(
        text(said, 'success'),
        ...title(kind, translate, record),
        factsOf(kind, view, record),
        ...drawn(view, record),
        ...notes,
        ...buttonsOf(view, record, ...back),
      ),
      summary: said,
    }
  }

  return {
    recordCard: (view: View, record: RecordOf<C>): Card =>
      card(
        ...title(kind, view.reading.translate, record),
        factsOf(kind, view, record),
        ...drawn(view, record),
        ...buttonsOf(view, record),
      ),
    doneCard,
    /** What a change answers that came to nothing. */
    unchangedCard: (view: View, record: RecordOf<C>): Card => {
      const { translate } = view.reading
      const said = translate('records.unchanged', naming(kind, translate, record.reference))
      return {
        ...card(
          text(said),
          ...title(kind, translate, record),
          factsOf(kind, view, record),
          ...drawn(view, record),
          ...buttonsOf(view, record),
        ),
        summary: said,
      }
    },
    /** What a change answers that changed fields: each as it was and as it is. */
    changeCard: (
      view: View,
      said: string,
      { before, after, notes }: Changed<C>,
      back: readonly CardAction[] = [undoAction(after, view.reading.translate)],
    ): Card => {
      const { translate } = view.reading
      const changed = differences(kind, before, after)
      if (changed.length === 0) return doneCard(view, said, after, notes, back)
      const shown = (content: C, name: string) =>
        showField(kind, view, content, name) ?? translate('records.notGiven')
      return {
        ...card(
          text(said, 'success'),
          ...officialTitle(kind, translate, after),
          subjectOf(kind, view, after, changed),
          {
            type: 'table',
            columns: [
              { title: translate('records.column.field') },
              { title: translate('records.column.before') },
              { title: translate('records.column.after') },
            ],
            rows: changed.map((name) => [
              labelOf(kind, translate, name),
              shown(before, name),
              shown(after, name),
            ]),
          },
          ...notes,
          ...buttonsOf(view, after, ...back),
        ),
        summary: said,
      }
    },
  }
}
