import { actions, type Card, type CardAction, card, text } from './card.ts'
import type { Translator } from './i18n.ts'
import { cancelTaskAction, type Progress } from './task.ts'

const cancelAction = (id: number, translate: Translator): CardAction => ({
  label: translate('tasks.cancel'),
  press: { action: cancelTaskAction, values: { id: `${id}` } },
})

/** A task has begun; its progress will take this card's place. */
export const begunCard = (id: number, title: string, translate: Translator): Card =>
  card(text(translate('tasks.begun', { title })), actions(cancelAction(id, translate)))

export const progressCard = (
  id: number,
  title: string,
  { done, total }: Progress,
  translate: Translator,
): Card =>
  card(
    { type: 'progress', label: title, done, total, value: translate('tasks.progress', { done, total }) },
    actions(cancelAction(id, translate)),
  )

export const cancelledCard = (title: string, progress: Progress, translate: Translator): Card =>
  card(text(translate('tasks.cancelled', { title, ...progress }), 'warning'))

/** `reference` leads to the log. */
export const failedCard = (
  title: string,
  progress: Progress,
  reference: string,
  translate: Translator,
): Card => card(text(translate('tasks.failed', { title, ...progress, reference }), 'problem'))

/** The task itself says why it cannot go on. */
export const refusedCard = (title: string, reason: string, translate: Translator): Card =>
  card(text(translate('tasks.refused', { title }), 'problem'), text(reason))
