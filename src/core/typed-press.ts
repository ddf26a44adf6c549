import type { CardAction } from './card.ts'
import type { Context } from './command.ts'
import type { Commands } from './commands.ts'
import { askedIn, isAnswer } from './form/answers.ts'
import type { Draft } from './form/drafts.ts'
import { anyWords } from './form/words.ts'
import type { Desk } from './reply.ts'
import type { Press } from './request.ts'
import { fold, plainWords } from './text.ts'

/** A label is begun by no fewer characters than these; a Chinese one says more with each. */
const shortestBeginning = (words: string): number => (/\p{Script=Han}/u.test(words) ? 2 : 3)

/** A button, and how it was typed. */
export interface TypedPress {
  readonly by: 'number' | 'label' | 'beginning'
  readonly press: Press
}

/** The button that somebody presses by typing: its number among those of the card, its label, or what only this label begins with. */
export const typedPress = (actions: readonly CardAction[], typed: string): TypedPress | undefined => {
  const buttons = actions.filter(({ disabled }) => !disabled)
  const words = plainWords(typed)
  const only = (by: TypedPress['by'], some: ReadonlyArray<CardAction | undefined>) =>
    some.length === 1 && some[0] ? { by, press: some[0].press } : undefined
  if (/^[1-9]\d*$/u.test(words)) return only('number', [buttons[Number(words) - 1]])
  if (words === '') return undefined
  const whole = buttons.filter(({ label }) => plainWords(label) === words)
  if (whole.length > 0) return only('label', whole)
  if ([...words].length < shortestBeginning(words)) return undefined
  return only(
    'beginning',
    buttons.filter(({ label }) => plainWords(label).startsWith(words)),
  )
}

/** In characters. Longer words are no button's label. */
const longestLabel = 60

/** A button of the last card, where its number or its label is typed and is no answer to the open question. */
export const pressTyped = async <C extends Context>(
  { reading }: C,
  desk: Desk,
  commands: Commands<C>,
  draft: Draft | undefined,
  typed: string,
): Promise<Press | undefined> => {
  if ([...typed].length > longestLabel) return undefined
  // While a question waits, a longer number is more likely a count than a choice.
  if (draft && /^\s*\p{N}{2,}\s*$/u.test(typed)) return undefined
  const shown = await desk.shownActions()
  const found = typedPress(shown, typed)
  if (!found || found.by === 'label') return found?.press
  const asked = askedIn(commands, draft)
  // A card that says something else first is what its numbers are of: nobody answers below it what was asked above.
  const isOfQuestion = ({ press }: CardAction) => draft !== undefined && press.values.draft === draft.id
  if (found.by === 'number' && !shown.every(isOfQuestion)) return found.press
  // Of numbers that are offered as buttons the one is meant, or its place; of any other number only itself.
  const answers = ({ action, values }: Press) => action === 'form.answer' && values.field === asked?.name
  const isOffered = shown.some(({ press }) => answers(press) && press.values.value === fold(typed).trim())
  if (found.by === 'number' && answers(found.press) && !isOffered) return found.press
  // What is asked for may be a number, or begin like a label; where any words will do, a number is none of them.
  const isMeant =
    asked !== undefined &&
    (isAnswer(asked, typed, reading) || (found.by === 'beginning' && anyWords.has(asked.type.name)))
  return isMeant ? undefined : found.press
}
