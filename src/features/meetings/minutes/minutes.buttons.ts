import { type CardAction, lineAction } from '../../../core/card.ts'
import { formButton } from '../../../core/form/button.ts'
import type { Translator } from '../../../core/i18n.ts'
import { MinutesState } from '../../../generated/prisma/enums.ts'
import type { Agreed } from '../../../programme/meeting-offers.ts'
import { itemsButtons } from '../agenda/buttons.ts'
import { type SaidItem, splitAgreed } from './agreed-in.ts'
import { awaitsCorrection, isLocked, type Minutes, turnOf } from './content.ts'
import { type MinutesView, naming, type Shown } from './shown.ts'

/** What the text says was agreed on, and nobody has entered; nothing once it is too late. */
export const leftToEnter = ({ agreed, minutes }: Shown, body: string | undefined): SaidItem[] =>
  minutes && !isLocked(minutes)
    ? splitAgreed(body ?? '').items.filter((item) => agreed.every(({ about }) => about !== item.about))
    : []

/** There is room for few buttons; in characters, what an item may be about at most. */
const [mostButtons, longestItem] = [8, 500]

/** Enter one more thing that was agreed: any, or one that stands in the text and is not there yet. */
const enterActions = (
  keeper: Agreed | undefined,
  translate: Translator,
  shown: Shown,
  body: string | undefined,
): CardAction[] => {
  const { reference } = shown.meeting
  if (!keeper) return []
  const left = leftToEnter(shown, body).filter(({ about }) => [...about].length <= longestItem)
  return [
    ...left
      .slice(0, mostButtons)
      .map(({ ordinal, about }) =>
        keeper.enterAction(translate('minutes.button.enterOne', { ordinal }), reference, about),
      ),
    keeper.enterAction(translate('minutes.button.enter'), reference),
  ]
}

/** The next step, for whom it is to take: everybody where all read along; nobody confirms for a side that they are not of. */
const stepActions = (
  { reader, reading: { translate } }: MinutesView,
  { meeting, minutes }: Shown,
): CardAction[] => {
  if (!minutes || minutes.state === MinutesState.final || awaitsCorrection(minutes)) return []
  const isConfirmed = minutes.state === MinutesState.confirmed
  const isTheirs =
    !reader || reader.side === turnOf(meeting, minutes) || (isConfirmed && reader.side === undefined)
  if (!isTheirs) return []
  const verb = isConfirmed ? 'final' : 'confirm'
  const line = `/meeting ${verb} ${meeting.reference} version:${minutes.version}`
  return [lineAction(translate(`minutes.button.${verb}`), line, 'primary')]
}

/** In characters, what a form shows to be changed; to what is longer it adds. */
const longestInForm = 3000

/** The form of the minutes, with what stands; a card that everybody reads gives no name away through its button either. */
const writeAction = (
  { names, reading: { translate } }: MinutesView,
  reference: string,
  minutes: Minutes | undefined,
): CardAction => {
  const isLong = [...(minutes?.text ?? '')].length > longestInForm
  const entries = Object.fromEntries(
    naming.flatMap((name) => {
      const value = minutes?.[name]
      return names && value && !(name === 'text' && isLong) ? [[name, value]] : []
    }),
  )
  const how = 'text' in entries ? { how: 'replace' } : {}
  const label = translate(minutes ? 'minutes.button.edit' : 'minutes.button.write')
  return formButton(label, 'meeting minutes', { reference, ...entries, ...how }, minutes ? undefined : 'text')
}

/** What can be done with minutes. `body`: their text, as far as the reader may know it. */
export const minutesButtons = (
  keeper: Agreed | undefined,
  view: MinutesView,
  shown: Shown,
  body: string | undefined,
): CardAction[] => {
  const { translate } = view.reading
  const { minutes, meeting } = shown
  const { reference } = meeting
  const file = view.names
    ? [lineAction(translate('minutes.button.document'), `/meeting document ${reference}`)]
    : []
  if (view.reader?.mayWrite === false) return minutes ? file : []
  const write = writeAction(view, reference, minutes)
  const items = itemsButtons(meeting, view.reading)
  if (!minutes) return [{ ...write, style: 'primary' }, ...items]
  const steps = stepActions(view, shown)
  return isLocked(minutes)
    ? [...steps, ...file, formButton(translate('minutes.button.reopen'), 'meeting reopen', { reference })]
    : [
        ...steps,
        awaitsCorrection(minutes) ? { ...write, style: 'primary' } : write,
        ...enterActions(keeper, translate, shown, body),
        ...items,
        ...file,
      ]
}
