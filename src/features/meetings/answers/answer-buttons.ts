import { type CardAction, lineAction } from '../../../core/card.ts'
import { formButton } from '../../../core/form/button.ts'
import type { Translator } from '../../../core/i18n.ts'

/** The buttons with which a meeting is answered, on its card and on its reminders. */
export const answerButtons = (
  { word }: { readonly word: string },
  reference: string,
  translate: Translator,
): CardAction[] => [
  lineAction(translate('meetings.answer.accept'), `/${word} accept ${reference}`, 'primary'),
  formButton(translate('meetings.answer.decline'), `${word} decline`, { reference }),
  formButton(translate('meetings.answer.send'), `${word} deputy`, { reference }),
]
