import { actions, type Block, lineAction, text } from '../../../core/card.ts'
import type { Answer } from '../../../core/command.ts'
import { translatorOf } from '../../../core/i18n.ts'
import type { Side } from '../../../generated/prisma/enums.ts'
import { isHere } from '../../../programme/audience.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import { undoCommandName } from '../../../programme/records/cards.ts'
import { aboutRecord } from '../../../programme/records/commands.ts'
import type { Meeting } from '../content.ts'
import { otherSide } from '../host.ts'
import type { Minutes } from './content.ts'
import { referenceOfMinutes } from './keep.ts'
import { placeOn } from './minutes.card.ts'
import { type MinutesKeeping, minutesView } from './minutes.ts'

/** What is done with minutes. */
export type MinutesAct = 'written' | 'confirmed' | 'final' | 'reopened'

/** Minutes that were changed, by which side, and what is to be said of it. */
export interface MinutesChange {
  readonly meeting: Meeting
  readonly minutes: Minutes
  readonly act: MinutesAct
  readonly by: Side
  readonly notes?: readonly Block[]
  /** What was typed, by field: said back whole. */
  readonly typed?: Readonly<Record<string, unknown>>
}

/** Tells the other side, and after the last step the channels; answers the person with the minutes as they now stand, and the way back. */
export const answerChange = async (
  keeping: MinutesKeeping,
  registry: Registry,
  context: ProgrammeContext,
  { meeting, minutes, act, by, notes = [], typed }: MinutesChange,
): Promise<Answer> => {
  const { transaction, translate } = context
  const { reference } = meeting
  const shown = await keeping.shownOf(transaction, meeting, minutes)
  await keeping.refresh(context, shown)
  const other = otherSide(by)
  const told =
    act === 'final'
      ? await keeping.channelsOf(transaction, meeting)
      : await keeping.toldOn(transaction, meeting, other)
  await keeping.sendTo(
    context,
    shown,
    { side: other, addressees: told.filter((addressee) => !isHere(context, addressee)) },
    act,
    ({ locale }) => {
      const translator = translatorOf(locale)
      const place = placeOn(registry, meeting, by, translator)
      return text(translator(`minutes.told.${act}`, { reference, place }))
    },
  )
  const said = translate(`minutes.said.${act}`, {
    reference,
    place: placeOn(registry, meeting, other, translate),
  })
  const nobody =
    act === 'written' && told.every((addressee) => !addressee.private)
      ? [
          text(
            translate('minutes.nobody', {
              place: placeOn(registry, meeting, other, translate),
            }),
            'warning',
          ),
        ]
      : []
  const { blocks } = keeping.cardFor(
    minutesView(context, registry, meeting, typed),
    shown,
    text(said, 'success'),
  )
  const undo = lineAction(
    translate('records.undo'),
    `/${undoCommandName} ${referenceOfMinutes(meeting)} version:${minutes.version}`,
  )
  return {
    card: {
      blocks: [
        ...blocks.flatMap((block) =>
          block.type === 'actions' ? [...notes, ...nobody, actions(...block.actions, undo)] : [block],
        ),
      ],
      summary: said,
    },
    about: aboutRecord(reference),
  }
}
