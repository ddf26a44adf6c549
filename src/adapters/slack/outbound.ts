import type { webApi } from '@slack/bolt'
import { type Card, card, text, withoutActions } from '../../core/card.ts'
import { DeliveryError } from '../../core/errors.ts'
import type { Earlier, Edited, Logger, Reply, Sent } from '../../core/ports.ts'
import type { ConversationReference, Locale, Request } from '../../core/request.ts'
import { createArrivals } from './arrivals.ts'
import { cannotEdit, deliveryErrorOf, refusesView } from './errors.ts'
import type { createFiles } from './files.ts'
import { modalOf } from './forms.ts'
import { limits } from './limits.ts'
import { isDirect, type Origin, originSchema, targetOf } from './origin.ts'
import type { Pause } from './pause.ts'
import { createEditing, createPosting, createSender, type Way } from './posting.ts'
import { renderCard, type SlackFile } from './render.ts'
import { below, createUnasked } from './unasked.ts'

export interface OutboundOptions {
  readonly client: webApi.WebClient
  readonly fetch: typeof globalThis.fetch
  readonly files: ReturnType<typeof createFiles>
  readonly logger: Logger
  readonly pause: Pause
  readonly defaultLocale: Locale
}

type Staged = Awaited<ReturnType<OutboundOptions['files']['stage']>>
interface Shown {
  readonly files: readonly SlackFile[]
  readonly staged: Staged
}

/**
 * How answers and messages leave. An answer takes the first of these ways that is open:
 * - public: `chat.postMessage`; where the bot is no member (a slash command works everywhere), the request's
 *   response_url, shown to all;
 * - for the person only: `chat.postEphemeral`; the response_url, shown to them only; a direct message. In a direct
 *   message everything is for the person only, and answers are ordinary messages that stay.
 * A response_url takes 5 messages within 30 minutes: it is no way for a card with more parts.
 *
 * Pictures and documents are brought to Slack first, then the words are said, then the files are shared below them as
 * one gallery: it reads well with one photo or ten, works in threads, and needs no message to wait until Slack has made
 * a picture of what it was given, as `slack_file` blocks do. What is for one person only comes in their direct messages:
 * Slack shares no file ephemerally.
 */
export const createOutbound = (options: OutboundOptions) => {
  const { client, logger } = options
  const posting = createPosting(client, options.fetch)
  const post = createSender(logger, options.pause)
  const change = createEditing(logger)

  /** Files can be shared with a conversation only, not with a person's id. */
  const directMessage = async (user: string): Promise<string> => {
    const { channel } = await client.conversations.open({ users: user })
    if (!channel?.id) throw new DeliveryError('gone', 'no direct message with this person')
    return channel.id
  }

  const conversationOf = async (target: string): Promise<string> =>
    /^[UW]/.test(target) ? directMessage(target) : target

  const shareWith = async (target: string, thread: string | undefined, staged: Staged): Promise<void> => {
    if (staged.length > 0) await options.files.share(staged, await conversationOf(target), thread)
  }

  /** Below an answer: where it was given, or in private when it is for one person or the bot is no member there. */
  const shareAnswer = async (origin: Origin, forPerson: boolean, shown: Shown): Promise<void> => {
    if (forPerson) return shareWith(origin.user, undefined, shown.staged)
    try {
      await shareWith(origin.channel, origin.thread, shown.staged)
    } catch (error) {
      if (deliveryErrorOf(error).failure !== 'gone') throw error
      await shareWith(origin.user, undefined, await options.files.stage(shown.files))
    }
  }

  /** A card with its files brought to Slack; those that are no more are named below it. */
  const prepare = async (content: Card, locale: Locale) => {
    const rendered = renderCard(content, locale)
    const staged = await options.files.stage(rendered.files)
    const gone = rendered.files.filter(({ id }) => !staged.some((file) => file.of === id))
    if (gone.length === 0) return { ...rendered, staged }
    const named = text(gone.map(({ name }) => name).join('\n'), 'quiet')
    return { ...renderCard({ ...content, blocks: [...content.blocks, named] }, locale), staged }
  }

  const unasked = createUnasked<Staged>({
    ...{ post, posting, prepare, conversationOf },
    share: (target, staged) => shareWith(target, undefined, staged),
    arrived: createArrivals(client, logger),
  })

  const byUrl = (origin: Origin, parts: number, ephemeral: boolean, replace = false): Way[] =>
    origin.responseUrl === undefined || parts > limits.responseUrlUses
      ? []
      : [posting.byUrl(origin.responseUrl, { ephemeral, replace })]

  const publicWays = (origin: Origin, parts: number): Way[] => [
    posting.toChannel(origin.channel, origin.thread),
    ...byUrl(origin, parts, false),
  ]

  const personalWays = (origin: Origin, parts: number): Way[] => [
    isDirect(origin.channel)
      ? posting.toChannel(origin.channel, origin.thread)
      : posting.toMember(origin.channel, origin.user, origin.thread),
    ...byUrl(origin, parts, true),
    posting.toChannel(origin.user),
  ]

  /** Ways to put a card in the place of the pressed one. One for all is not put in the place of one for the presser only, nor the other way round. */
  const replacing = (origin: Origin, reply: Reply, parts: number): Way[] => {
    if (!reply.replace || origin.message === undefined) return []
    const forPerson = reply.audience === 'actor'
    if (origin.ephemeral) return forPerson ? byUrl(origin, parts, true, true) : []
    if (forPerson && !isDirect(origin.channel)) return []
    return [posting.inPlaceOf(origin.channel, origin.message), ...byUrl(origin, parts, false, true)]
  }

  const openForm = async (request: Request, origin: Origin, reply: Reply): Promise<boolean> => {
    if (!reply.form || origin.trigger === undefined) return false
    const { form, locale } = reply
    const open = (fields: typeof form.fields) =>
      client.views.open({
        trigger_id: origin.trigger ?? '',
        view: modalOf({ ...form, fields }, locale, origin),
      })
    const others = form.fields.filter(({ control }) => control.kind !== 'file')
    try {
      await open(form.fields).catch((error) => {
        // An app that was installed before it asked for `files:read` may show no input for files.
        if (others.length === form.fields.length || !refusesView(error)) throw error
        logger.warn({ err: error }, 'form opened without its files: reinstall the app with its manifest')
        return open(others)
      })
      return true
    } catch (error) {
      // Most likely the 3 seconds are over: the card has a button that opens the form with a new trigger.
      logger.info({ err: error, request: request.id }, 'form not opened: its card is posted')
      return false
    }
  }

  /** Takes away a card that only the presser sees, after it was answered for all. It would be gone with a reload anyway. */
  const dismiss = async ({ responseUrl }: Origin): Promise<void> => {
    if (responseUrl === undefined) return
    try {
      await posting.dismissByUrl(responseUrl)
    } catch (error) {
      logger.debug({ err: error }, 'a pressed card was not taken away')
    }
  }

  const respond = async (origin: Origin, reply: Reply): Promise<Sent> => {
    const { messages, files, staged } = await prepare(reply.card, reply.locale)
    const parts = messages.length
    const forPerson = reply.audience === 'actor'
    const ways = forPerson ? personalWays(origin, parts) : publicWays(origin, parts)
    const sent = await post(messages, ways, replacing(origin, reply, parts))
    await below(messages, shareAnswer(origin, forPerson, { files, staged }))
    if (reply.replace && origin.ephemeral && !forPerson) await dismiss(origin)
    // What only the person sees in a channel has no timestamp there, or one of their direct messages.
    return { messages: forPerson && !isDirect(origin.channel) ? [] : sent }
  }

  /** Messages are changed in a conversation only, not in a person's id. Files cannot be changed at all. */
  const edit = async (
    conversation: ConversationReference,
    stamps: readonly string[],
    content: Card,
    locale: Locale,
  ): Promise<Edited> => {
    const target = targetOf(conversation)
    const { messages, files } = renderCard(content, locale)
    if (messages.length !== stamps.length || files.length > 0) return 'lost'
    const channel = await conversationOf(target)
    try {
      for (const [index, message] of messages.entries())
        await change(posting.inPlaceOf(channel, stamps[index] ?? ''), message)
      return 'edited'
    } catch (error) {
      if (cannotEdit(error)) return 'lost'
      throw error
    }
  }

  /** Every failure as a DeliveryError. */
  const failing = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work()
    } catch (error) {
      throw deliveryErrorOf(error)
    }
  }

  return {
    answer: (request: Request, reply: Reply): Promise<Sent> =>
      failing(async () => {
        const origin = originSchema.parse(request.origin)
        return (await openForm(request, origin, reply)) ? { messages: [] } : respond(origin, reply)
      }),

    whisper: (request: Request, content: Card, locale: Locale): Promise<void> =>
      failing(async () => {
        await respond(originSchema.parse(request.origin), { locale, audience: 'actor', card: content })
      }),

    send: (
      conversation: ConversationReference,
      content: Card,
      locale: Locale,
      name?: string,
    ): Promise<Sent> => failing(() => unasked.send(conversation, content, locale, name)),

    resume: (conversation: ConversationReference, content: Card, locale: Locale, earlier: Earlier) =>
      failing(() => unasked.resume(conversation, content, locale, earlier)),

    edit: (
      conversation: ConversationReference,
      messages: readonly string[],
      content: Card,
      locale: Locale,
    ): Promise<Edited> => failing(() => edit(conversation, messages, content, locale)),

    /** Slack keeps a message's blocks apart from its buttons nowhere: it is written again without them. */
    retire: (
      conversation: ConversationReference,
      messages: readonly string[],
      content: Card,
      locale: Locale,
    ): Promise<void> =>
      failing(async () => {
        await edit(conversation, messages, withoutActions(content), locale)
      }),

    notify: (request: Request, words: string): Promise<void> =>
      failing(async () => {
        const locale = request.locale ?? options.defaultLocale
        const origin = originSchema.parse(request.origin)
        await respond(origin, { locale, audience: 'actor', card: card(text(words, 'warning')) })
      }),
  }
}
