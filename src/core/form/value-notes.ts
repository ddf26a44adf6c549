import { type Block, text } from '../card.ts'
import type { Context } from '../command.ts'
import type { Filled } from './filled.ts'

/** What must be said of values that are not just what was typed: 随行8人 are nine. */
export const valueNotes = ({ translate }: Context, filled: Filled): Block[] =>
  Object.values(filled).flatMap(({ outcome }) =>
    outcome.kind === 'value' && outcome.note ? [text(translate.say(outcome.note), 'quiet')] : [],
  )
