import { z } from 'zod'
import { type CardAction, lineAction } from '../../../core/card.ts'
import { text } from '../../../core/fields/text.ts'
import { formButton } from '../../../core/form/button.ts'
import type { Translator } from '../../../core/i18n.ts'
import { AgendaItemState } from '../../../generated/prisma/enums.ts'
import { pairCalled } from '../../../programme/fields/pair.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import {
  defineKind,
  fieldsFor,
  instant,
  type RecordOf,
  sharedContentOfAll,
} from '../../../programme/records/kind.ts'
import { readPlaces } from './besides.ts'
import { whoseField } from './whose.ts'

const content = z.object({
  ...sharedContentOfAll,
  about: z.string(),
  source: z.string().nullable(),
  jointOnly: z.boolean(),
  afterAt: instant,
  meeting: z.string().nullable(),
  state: z.enum(AgendaItemState),
})
export type ItemContent = z.infer<typeof content>
export type AgendaItem = RecordOf<ItemContent>

type Word = 'about' | 'source'
const words = (name: Word, ...keys: string[]) =>
  ({ label: `agenda.field.${name}`, example: `agenda.example.${name}`, keys }) as const

/** The meeting on whose agenda an item stands by now. */
export const placeOfItem = ({ beside = [] }: AgendaItem) => beside[0]

/** The same in words. */
export const placeInWords = (item: AgendaItem, translate: Translator): string =>
  placeOfItem(item)?.reference ?? translate('agenda.unplaced', { kind: item.jointOnly ? 'joint' : 'any' })

export const doneAction = (reference: string, label: string): CardAction =>
  lineAction(label, `/agenda done ${reference}`, 'primary')
export const moveAction = (reference: string, label: string): CardAction =>
  formButton(label, 'agenda move', { reference })
export const dropAction = (reference: string, label: string): CardAction =>
  lineAction(label, `/agenda cancel ${reference}`)

const buttonsOf = (item: AgendaItem, translate: Translator): CardAction[] => {
  const { reference: ref, state } = item
  const drop = dropAction(ref, translate('agenda.button.drop'))
  if (state === AgendaItemState.standing) return [drop]
  if (state !== AgendaItemState.waiting) return []
  return [
    doneAction(ref, translate('agenda.button.done')),
    moveAction(ref, translate('agenda.button.move')),
    ...(placeOfItem(item) ? [lineAction(translate('agenda.button.later'), `/agenda later ${ref}`)] : []),
    drop,
  ]
}

/** Where it stands, or which meeting treated it. */
const placesOf = (item: AgendaItem, translate: Translator): Array<readonly [string, string]> => {
  if (item.state === AgendaItemState.treated)
    return item.meeting === null ? [] : [[translate('agenda.field.meeting'), item.meeting]]
  return item.state === AgendaItemState.waiting
    ? [[translate('agenda.placed'), placeInWords(item, translate)]]
    : []
}

const { column, columns } = fieldsFor<ItemContent>()

/** An item of an agenda (议题): for a pair's next meeting, or for every one. */
export const itemKind = (registry: Registry) =>
  defineKind({
    feature: 'meetings',
    prefix: 'Y',
    word: 'agenda',
    noun: 'agenda.noun',
    listLabel: 'agenda.button.list',
    referenceExample: 'agenda.example.reference',
    table: 'agenda_item',
    content,
    sayCancelled: (translate, reference) => translate('agenda.dropped', { reference }),
    begins: AgendaItemState.waiting,
    besides: (transaction, items) => readPlaces(transaction, items),
    tallied: (item, { translate }) => placesOf(item, translate),
    buttons: (item, { translate }, { mayWrite }) => (mayWrite ? buttonsOf(item, translate) : []),
    fields: {
      pair: columns(['pairId'], whoseField(registry), {
        ...pairCalled(),
        // The channel's, or the one that the words name; asked for where that does not tell.
        asked: false,
        get: ({ pairId }) => ({ pairId }),
        put: ({ pairId }) => ({ pairId }),
      }),
      about: column('about', text({ maximum: 300 }), {
        ...words('about', '议题', '内容', '事项', 'what', 'text'),
        given: 'always',
        freeText: 'firstPhrase',
      }),
      source: column('source', text(), { ...words('source'), given: 'never' }),
    },
    phases: {
      waiting: 'agenda.phase.waiting',
      standing: 'agenda.phase.standing',
      treated: 'agenda.phase.treated',
      cancelled: 'agenda.phase.cancelled',
    },
  })

export type ItemKind = ReturnType<typeof itemKind>
