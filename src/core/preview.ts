import { actions, actionsOf, type Card, type CardAction, card, lineAction, text } from './card.ts'
import type { Context } from './command.ts'
import type { Commands } from './commands.ts'
import type { PlainKey } from './i18n.ts'
import { wordsOf } from './plain/words.ts'
import { type Desk, type Routed, reply } from './reply.ts'
import type { Press } from './request.ts'
import { plainWords } from './text.ts'

/** What was shown and waits for a button: nothing of it is done yet. */
interface Preview {
  readonly agree: CardAction | undefined
  /** Takes it away; what was only read is kept nowhere. */
  readonly drop: Press | undefined
}

/** What is only offered to be written down is the one button of its card. */
export const offeredIn = ([only, ...others]: readonly CardAction[]): CardAction | undefined =>
  only?.style === 'primary' && only.press.action === 'line' && others.length === 0 ? only : undefined

const previewIn = async (
  { request }: Context,
  desk: Desk,
  shown: readonly CardAction[],
): Promise<Preview | undefined> => {
  const offered = offeredIn(shown)
  if (offered) return { agree: offered, drop: undefined }
  const drop = shown.find(({ press }) => press.action === 'form.cancel')?.press
  const draft = drop && (await desk.drafts.find(drop.values.draft ?? ''))
  if (!drop || draft?.account !== request.actor.account || draft.stage === 'asking') return undefined
  const [agree, ...others] = shown.filter(({ style, disabled }) => style === 'primary' && !disabled)
  return { agree: others.length > 0 ? undefined : agree, drop }
}

/** A preview that other cards have come upon: which of them is meant nobody knows. */
const overtaken = async (context: Context, desk: Desk): Promise<Card | undefined> => {
  for (const { card: shown, isAnswer } of await desk.lately())
    if (isAnswer && (await previewIn(context, desk, actionsOf(shown)))?.drop) return shown
  return undefined
}

/** Whether something with a button of weight has come unasked since a preview was shown. */
const cameUnasked = async (desk: Desk): Promise<boolean> => {
  const [newest] = (await desk.lately()).filter(({ card: shown }) => actionsOf(shown).length > 0)
  return newest?.isAnswer === false && actionsOf(newest.card).some(({ style }) => style === 'primary')
}

const isOnly = (words: string, ...keys: readonly PlainKey[]): boolean =>
  words !== '' && wordsOf(...keys).lengthAtStart(words) === words.length

/** What is done with words that agree to what was shown, or drop it; undefined for any others. */
export type Settled = { readonly press: Press } | { readonly routed: Routed }

/**
 * Yes, no or undo, and nothing else, while what was shown waits for its button; and 取消 where nothing waits, which calls off no
 * record by itself. A mere 好的 does not write down what was only read: it is told which button does.
 */
export const settle = async <C extends Context>(
  context: C,
  desk: Desk,
  commands: Commands<C>,
  { typed, isAsked }: { readonly typed: string; readonly isAsked: boolean },
): Promise<Settled | undefined> => {
  const { request, translate } = context
  if (request.input.kind === 'press') return undefined
  const words = plainWords(typed)
  const agrees = isOnly(words, 'plain.yes', 'plain.agreed')
  const drops = isOnly(words, 'plain.drop', 'plain.no')
  if (!agrees && !drops) return undefined
  const shown = await desk.shownActions()
  const preview = isAsked ? undefined : await previewIn(context, desk, shown)
  const helps = commands.help ? [lineAction(translate('core.help'), `/${commands.help.name}`)] : []
  const say = (said: string, ...buttons: CardAction[]) => ({
    routed: reply(context, { audience: 'actor', card: card(text(said), actions(...buttons)) }),
  })
  if (preview && drops) {
    if (preview.drop) return { press: preview.drop }
    // The word may be a command, which is meant if it is said once more.
    const command = commands.match(typed)?.command.name
    const again = command === undefined ? [] : [lineAction(typed.trim(), `/${command}`)]
    return say(
      translate('core.preview.dropped', { again: command === undefined ? 'other' : 'yes' }),
      ...again,
      ...helps,
    )
  }
  const shownAgain = ({ blocks }: Card): Settled => ({
    routed: reply(context, {
      audience: 'actor',
      card: card(text(translate('core.preview.overtaken'), 'warning'), ...blocks),
    }),
  })
  if (preview?.drop && agrees && (await cameUnasked(desk))) {
    const again = await overtaken(context, desk)
    if (again) return shownAgain(again)
  }
  if (preview && agrees) {
    const { agree, drop } = preview
    if (agree && (drop || (request.private && isOnly(words, 'plain.agreed')))) return { press: agree.press }
    const told = { button: agree?.label ?? '', hasOne: agree ? 'yes' : 'other' } as const
    return say(translate('core.preview.waits', told), ...shown)
  }
  const isButton = shown.some(
    ({ label, press }) => press.action !== 'form.cancel' && plainWords(label) === words,
  )
  const before = agrees && !isAsked && !isButton ? await overtaken(context, desk) : undefined
  if (before) return shownAgain(before)
  if (!isAsked && !isButton && isOnly(words, 'plain.cancel'))
    return say(translate('core.preview.none'), ...helps)
  return undefined
}
