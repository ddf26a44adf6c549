import { card, offered, text } from './card.ts'
import {
  type ActionHandler,
  type Context,
  type Feature,
  inConversationLanguage,
  inOwnLanguage,
} from './command.ts'
import { type Commands, createCommands, type Match } from './commands.ts'
import { UserError } from './errors.ts'
import { quoted } from './fields/outcome.ts'
import { filingOf, holdFiles, offerFiles, releaseFiles } from './filing.ts'
import { createDialogue } from './form/dialogue.ts'
import type { Draft } from './form/drafts.ts'
import { fileFields, fileNotes, unkeptNotes } from './form/files.ts'
import { closing } from './form/proceed.ts'
import { notice, type PlainKey } from './i18n.ts'
import type { Heard } from './plain/hearing.ts'
import { createListener } from './plain/listener.ts'
import { eitherOf } from './plain/offer.ts'
import { withoutOpening } from './plain/sentence.ts'
import { rememberTalk } from './plain/talk.ts'
import { isAnsweredByName } from './plain/waiting.ts'
import { settle } from './preview.ts'
import { aboutReference, referred } from './referring.ts'
import { type Desk, type Earlier, FormError, type Routed, reply } from './reply.ts'
import type { Input, Press } from './request.ts'
import { fold } from './text.ts'
import {
  answeredAlready,
  giveUp,
  hasChanged,
  isStillAsked,
  isUnchanged,
  meantOf,
  needsIdentity,
  ranAlready,
  unrecognised,
} from './typed.ts'
import { pressTyped } from './typed-press.ts'
import { unreadable } from './unreadable.ts'

/** In characters: Telegram's longest message. Of more nobody would see what was understood. */
const longestLine = 4096

/** 互访：…⏎时间：…: a pasted message with a command's name at its head is no answer to a question. */
const headed = /^[\s【[#＃*]*\p{L}+[\s】\]*]*[:：].*\n/u

type LineInput = Extract<Input, { kind: 'line' }>
type WordlessInput = Extract<Input, { kind: 'files' | 'unreadable' }>

/** What stood in front of the bot's name, and what came of the message before an edit. */
interface Said {
  readonly before?: string | undefined
  readonly earlier?: Earlier | undefined
}

/** From a request to a reply. */
export interface Router<C extends Context> {
  readonly commands: Commands<C>
  /**
   * Undefined when there is nothing to do and nothing to say. Throws UserError or FormError for what the person can mend:
   * roll the transaction back, then `explain` in a new one.
   */
  route(context: C, desk: Desk): Promise<Routed | undefined>
  explain(context: C, desk: Desk, error: UserError | FormError): Promise<Routed>
}

export const createRouter = <C extends Context>(features: ReadonlyArray<Feature<C>>): Router<C> => {
  const commands = createCommands(features)
  const dialogue = createDialogue(commands)
  const listener = createListener(commands)
  const handlers = new Map<string, ActionHandler<C>>(
    features.flatMap((feature) => Object.entries(feature.actions ?? {})),
  )

  /** Files that wait are filed with the record that a line names, and nothing else. */
  const fileWaiting = async (context: C, desk: Desk, line: string): Promise<Routed | undefined> => {
    if (context.request.files?.length) return undefined
    const filing = await filingOf(context, desk, commands, line)
    return filing && routePress(context, desk, filing.press)
  }

  /** A line that asks for no command: what of it may be meant, and help. */
  const unknown = async (
    context: C,
    desk: Desk,
    line: string,
    heard: readonly Heard<C>[],
  ): Promise<Routed> => {
    const isCommand = listener.looksLikeCommand(line)
    const filed = !isCommand && (await fileWaiting(context, desk, line))
    if (filed) return filed
    const offered = [...fileNotes(context), ...(await offerFiles(context, desk, commands, line))]
    // Words beside a photo say something about it: only what looks like a command is told to be none.
    if (offered.length > 0 && !isCommand) return reply(context, { card: card(...offered) })
    const blocks = [...(await listener.offer(context, line, heard)), ...offered]
    return reply(context, { audience: 'actor', card: card(...blocks) })
  }

  /** Files that the open form has no place for wait until the person says where they go. */
  const answer = async (context: C, desk: Desk, draft: Draft, typed?: string): Promise<Routed> => {
    const form = commands.named(draft.command)?.form
    if (form && fileFields(form, context.reading).length === 0) await holdFiles(context, desk, commands)
    return typed === undefined
      ? dialogue.files(context, desk, draft)
      : dialogue.answer(context, desk, draft, typed)
  }

  const routeLine = async (
    context: C,
    desk: Desk,
    line: string,
    { before, earlier }: Said = {},
  ): Promise<Routed> => {
    const { request } = context
    const length = [...line].length
    if (length > longestLine)
      throw new UserError(notice('core.line.long', { text: quoted(line), length, maximum: longestLine }))
    // Somebody who calls us and says nothing asks what we can do.
    const typed = line.trim() || (commands.help ? `/${commands.help.name}` : '')
    // A slash is always a command; without one, an open question comes before words that merely begin like a command.
    const waiting = await desk.drafts.open(request.actor.account, request.conversation)
    const isAsked = waiting?.stage === 'asking'
    const settled = earlier ? undefined : await settle(context, desk, commands, { typed, isAsked })
    if (settled) return 'press' in settled ? routePress(context, desk, settled.press) : settled.routed
    const draft = fold(typed).startsWith('/') ? undefined : waiting
    if (draft && !earlier && isAnsweredByName(commands, draft, typed, context.reading))
      return answer(context, desk, draft, typed)
    const isHeaded = headed.test(typed)
    const exact = draft !== undefined && !isHeaded
    const meant = meantOf(
      isHeaded ? withoutOpening(typed) : typed,
      before,
      (words) => commands.match(words, exact) !== undefined,
    )
    const named = commands.match(meant, exact) ?? (await referred(context, desk, commands, draft, meant))
    const press = named || earlier ? undefined : await pressTyped(context, desk, commands, draft, typed)
    if (press) return routePress(context, desk, press)
    const beside = draft && !named ? await listener.beside(context, desk, meant, draft) : undefined
    const asked = named ?? beside?.match
    if (draft && !asked) {
      if (earlier && !isStillAsked(earlier, draft)) return answeredAlready(context)
      const said = beside && (await unknown(context, desk, meant, beside.heard))
      if (said) return dialogue.beside(context, desk, draft, said)
      return answer(context, desk, draft, typed)
    }
    const { match, heard } = await listener.listen(context, desk, meant, asked)
    const made = earlier?.made
    const amends = made?.command === match?.command.name && match?.command.amend ? made?.record : undefined
    if (earlier && amends === undefined && hasChanged(earlier, commands)) return ranAlready(context, earlier)
    if (!match) return unknown(context, desk, meant, heard)
    if (needsIdentity(context, match.command)) return unrecognised(context, meant)
    // A record's number by itself shows it, unless files wait for one.
    const isShown = heard.length > 0 && match.command.effect === 'read'
    const filed = isShown ? await fileWaiting(context, desk, meant) : undefined
    if (filed) return filed
    const isReplaced = earlier && !made && (await giveUp(context, desk, match.command.name))
    const routed =
      amends === undefined
        ? await lineOf(context, desk, match)
        : await dialogue.line(context, desk, match.command, match.rest, amends)
    if (isReplaced) return closing(routed)
    return waiting ? dialogue.beside(context, desk, waiting, routed) : routed
  }

  /** A line whose noun is followed by no known verb may speak of something that has a reference. */
  const lineOf = async (context: C, desk: Desk, match: Match<C>): Promise<Routed> => {
    const about = aboutReference(commands, match, context.reading)
    if (about?.kind !== 'either') {
      const { command, rest } = about?.match ?? match
      return dialogue.line(context, desk, command, rest)
    }
    return reply(context, { card: card(...eitherOf(context, [about.match, match])) })
  }

  /** A line as a person typed it, or changed what was typed. */
  const routeTyped = async (context: C, desk: Desk, { text: typed, before, edited }: LineInput) => {
    const earlier = edited ? await desk.earlier() : undefined
    const isSame = earlier && isUnchanged(earlier, typed)
    return isSame ? undefined : routeLine(context, desk, typed, { before, earlier })
  }

  /** What came of a button that does nothing: for whoever pressed it. */
  const told = (context: C, key: PlainKey): Routed => {
    const { translate } = inOwnLanguage(context)
    return reply(context, { audience: 'actor', card: card(text(translate(key), 'warning')) })
  }

  const routePress = async (context: C, desk: Desk, press: Press): Promise<Routed> => {
    if (await desk.isOutOfDate()) return told(context, 'core.press.outOfDate')
    if (press.action === 'line') {
      const line = press.values.text ?? ''
      if (press.values.replace === undefined) return routeLine(context, desk, line)
      // The page turns for everybody.
      const routed = await routeLine(inConversationLanguage(context), desk, line)
      return { ...routed, reply: { ...routed.reply, replace: true } }
    }
    if (press.action === 'form.begin') await releaseFiles(context, desk, press)
    if (press.action.startsWith('form.')) return dialogue.press(context, desk, press)
    const handler = handlers.get(press.action)
    if (handler) return reply(context, await handler(context, press))
    return told(context, 'core.press.unknown')
  }

  /** Files without a word answer the open question, or it is said what can be done with them; of what holds no words, what can be sent. */
  const routeWordless = async (context: C, desk: Desk, input: WordlessInput): Promise<Routed> => {
    const { request } = context
    const draft = await desk.drafts.open(request.actor.account, request.conversation)
    if (input.kind === 'unreadable') {
      const said = unreadable(context, commands, input.what)
      return draft ? dialogue.beside(context, desk, draft, said) : said
    }
    if (draft) return answer(context, desk, draft)
    const blocks = [...fileNotes(context), ...(await offerFiles(context, desk, commands))]
    return reply(context, { card: card(...blocks) })
  }

  const routeInput = (context: C, desk: Desk): Promise<Routed | undefined> => {
    const { input } = context.request
    switch (input.kind) {
      case 'line':
        return routeTyped(context, desk, input)
      case 'files':
      case 'unreadable':
        return routeWordless(context, desk, input)
      case 'press':
        return routePress(context, desk, input.press)
      case 'form':
        return dialogue.submit(context, desk, input.draft, input.command, input.entries)
    }
  }

  return {
    commands,
    route: async (context, desk) => {
      const routed = await routeInput(context, desk)
      if (!routed?.about) return routed
      const { about, ...rest } = routed
      await rememberTalk(context, desk, about, rest.command ?? '')
      return rest
    },
    explain: (context, desk, error) => {
      if (error instanceof FormError) return dialogue.mend(context, desk, error)
      const said = text(context.translate.say(error.notice), 'problem')
      const blocks = [said, offered(error.offers), ...unkeptNotes(context)]
      return Promise.resolve(reply(context, { audience: 'actor', card: card(...blocks) }))
    },
  }
}
