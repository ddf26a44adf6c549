import type { Card, CardAction } from '../../core/card.ts'
import type { ButtonStore } from '../../core/ports.ts'
import type { Press, Request } from '../../core/request.ts'
import { limits } from './limits.ts'

/** The action of a button whose meaning is in the store. */
const kept = 'kept'

const writeAction = async (action: CardAction, store: ButtonStore): Promise<CardAction> =>
  JSON.stringify(action.press).length <= limits.buttonValue
    ? action
    : { ...action, press: { action: kept, values: { token: await store.keep(action.press) } } }

/** Leaves to the store what is longer than Slack keeps for a button. */
export const writeButtons = async (card: Card, store: ButtonStore): Promise<Card> => ({
  ...card,
  blocks: await Promise.all(
    card.blocks.map(async (block) =>
      block.type === 'actions'
        ? { ...block, actions: await Promise.all(block.actions.map((action) => writeAction(action, store))) }
        : block,
    ),
  ),
})

const readPress = async (press: Press, store: ButtonStore): Promise<Press> =>
  (press.action === kept ? await store.find(press.values.token ?? '') : undefined) ?? press

/** The way back. A button that the store no longer knows stays as it is: the core does not know it either, and says so. */
export const readButton = async (request: Request, store: ButtonStore): Promise<Request> =>
  request.input.kind === 'press'
    ? { ...request, input: { kind: 'press', press: await readPress(request.input.press, store) } }
    : request
