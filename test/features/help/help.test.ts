import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { renderConsole } from '../../../src/adapters/console/render.ts'
import { renderCard as renderOnSlack } from '../../../src/adapters/slack/render.ts'
import { render as renderOnTelegram } from '../../../src/adapters/telegram/render.ts'
import type { Access } from '../../../src/core/command.ts'
import { defineCommand } from '../../../src/core/command.ts'
import { UserError } from '../../../src/core/errors.ts'
import { text } from '../../../src/core/fields/text.ts'
import { field } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { type Locale, locales } from '../../../src/core/request.ts'
import { helpCard, topicCard } from '../../../src/features/help/cards.ts'
import { findTopic, nounsOf } from '../../../src/features/help/find.ts'
import { createHelp } from '../../../src/features/help/index.ts'
import type { ProgrammeContext } from '../../../src/programme/context.ts'
import type { FeatureTools, ProgrammeFeature } from '../../../src/programme/feature.ts'
import { plain } from '../../harness/plain.ts'

const command = (name: string, alias: string, access: Access, byDefault = false) =>
  defineCommand({
    name,
    aliases: [alias],
    byDefault,
    access,
    effect: 'read',
    form: z.object({
      week: field(text({}), { label: 'digest.week', example: 'digest.weekExample', keys: ['周次'] }),
      pair: field(text({}), {
        label: 'digest.pair',
        example: 'digest.pairExample',
        keys: ['结对'],
      }).optional(),
    }),
    summary: 'digest.summary',
    examples: ['digest.exampleOne', 'digest.exampleTwo', 'digest.exampleThree'],
    run: async () => ({ card: { blocks: [] } }),
  })

const letters: ProgrammeFeature = {
  name: 'letters',
  commands: [command('letter send', '来信 登记', 'write', true), command('letter list', '来信 清单', 'read')],
}
const keys: ProgrammeFeature = { name: 'keys', commands: [command('key', '钥匙', 'administer')] }

const features: ProgrammeFeature[] = [letters, keys]
// Help asks nothing of the registry and the calendar.
const tools = { features: () => features, digestCron: '0 9 * * 1' } as unknown as FeatureTools
const [help] = createHelp(tools).commands
if (!help) throw new Error('help has a command')

const ranks: readonly Access[] = ['everyone', 'read', 'write', 'supervise', 'administer']
const ask = async (words: string | undefined, rank: Access, locale: Locale = 'zh-CN') => {
  const context = {
    caller: { may: (access: Access) => ranks.indexOf(access) <= ranks.indexOf(rank) },
    translate: translatorOf(locale),
  }
  // Only what help reads of a context.
  return help.run(context as unknown as ProgrammeContext, { command: words })
}

describe('help', () => {
  it('lists the nouns that the caller may use, each with its verbs and a button, in Chinese', async () => {
    const { card } = await ask(undefined, 'write')
    expect(plain(card)).toBe(
      [
        '# 可用命令',
        '- 来信（letter）：登记、清单',
        '(quiet) 私聊中直接输入即可，群聊中请先@我。点按钮看用法和示例，也可输入，例如：帮助 来信。',
        '[来信] /help letter',
      ].join('\n'),
    )
  })

  it('shows a reader only what reads, and an administrator everything', async () => {
    // One command left of a noun: what it is for.
    const forReader = plain((await ask(undefined, 'read')).card)
    expect(forReader).toContain('- 来信（letter）：查看某一周的周报')
    expect(forReader).not.toContain('登记')
    const forAdministrator = plain((await ask(undefined, 'administer', 'en')).card)
    expect(forAdministrator).toContain('- letter (来信): send, list')
    expect(forAdministrator).toContain('- key (钥匙): See the summary of a week')
  })

  it.each(['letter', '来信', '/letter', 'ＬＥＴＴＥＲ'])(
    'shows the verbs of “%s” with examples',
    async (words) => {
      const { card } = await ask(words, 'write')
      expect(plain(card)).toBe(
        [
          '# 来信（letter）',
          '- 来信 登记（letter send）：查看某一周的周报 | 例：周报 上周',
          '- 来信 清单（letter list）：查看某一周的周报 | 例：周报 上周',
          '(quiet) 点按钮看填写项和更多示例。',
          '[来信 登记] /help letter send',
          '[来信 清单] /help letter list',
        ].join('\n'),
      )
    },
  )

  it.each(['letter send', '来信 登记', '来信 send', '/letter send'])('explains “%s”', async (words) => {
    const { card } = await ask(words, 'write')
    expect(plain(card)).toBe(
      [
        '# 来信 登记（letter send）',
        '查看某一周的周报',
        '(quiet) 填写项',
        '- 周次（必填），例：第9周，或 上周，或 2025-W09 | 也可写作 week：… 周次：…',
        '- 结对，例：武隆 | 也可写作 pair：… 结对：…',
        '(quiet) 示例',
        '- 周报 上周',
        '- 周报 第9周 武隆',
        '- 周报 2025-W09',
        '(quiet) 相关命令',
        '[来信 清单] /help letter list',
      ].join('\n'),
    )
  })

  it('explains a noun with one command at once', async () => {
    expect(plain((await ask('钥匙', 'administer')).card)).toContain('# 钥匙（key）\n查看某一周的周报')
  })

  it('explains in English', async () => {
    const { card } = await ask('letter list', 'write', 'en')
    expect(plain(card)).toContain(
      '- Week (required), such as: week 9, or last week, or 2025-W09 | Also as week: … 周次: …',
    )
  })

  it('says so when there is no such command, or none for the caller', async () => {
    await expect(ask('信件', 'write')).rejects.toThrow(UserError)
    await expect(ask('key', 'write')).rejects.toThrow(UserError)
    await expect(ask('letter burn', 'write')).rejects.toThrow(UserError)
  })

  it('explains itself', () => {
    const topic = findTopic([help], '帮助')
    if (!topic) throw new Error('help finds itself')
    expect(plain(topicCard(topic, translatorOf('zh-CN')))).toContain('- 帮助 互访')
    expect(plain(helpCard(nounsOf([help]), translatorOf('en')))).toContain('help (帮助)')
  })
})

/** What `/help` comes to when the program has grown: 15 features with two nouns each and two verbs a noun. */
const grown: readonly ProgrammeFeature[] = Array.from({ length: 15 }, (_, feature) => ({
  name: `feature${feature}`,
  commands: [0, 1].flatMap((noun) => {
    const word = `${'abcdefghijklmno'.charAt(feature)}noun${noun}`
    const chinese = `${'会议决定问题项目资金培训捐赠巡查人才'.charAt(feature)}事项${noun}`
    return [
      command(`${word} arrange`, `${chinese} 登记办理`, 'read', true),
      command(`${word} supervise`, `${chinese} 督办查看`, 'read'),
    ]
  }),
}))

describe.each(locales)('help of a program with 15 features and 60 commands, in %s', (locale) => {
  const commands = grown.flatMap((feature) => feature.commands)
  const translate = translatorOf(locale)
  const cards = [
    helpCard(nounsOf(commands), translate),
    ...['anoun0', 'anoun0 arrange'].map((words) => {
      const topic = findTopic(commands, words)
      if (!topic) throw new Error(`no help for ${words}`)
      return topicCard(topic, translate)
    }),
  ]

  it('has that many', () => {
    expect(commands).toHaveLength(60)
  })

  it('is one message on Telegram, with few buttons in a row', () => {
    for (const card of cards) {
      const parts = renderOnTelegram(card, locale)
      expect(parts).toHaveLength(1)
      for (const row of parts[0]?.buttons ?? []) expect(row.length).toBeLessThanOrEqual(4)
    }
  })

  it('is one message on Slack', () => {
    for (const card of cards) {
      const { messages } = renderOnSlack(card, locale)
      expect(messages).toHaveLength(1)
      const labels = messages[0]?.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
      expect(labels?.length).toBe(
        card.blocks.flatMap((block) => (block.type === 'actions' ? block.actions : [])).length,
      )
    }
  })

  it('has a number for every button at the console', () => {
    const [first] = cards
    if (!first) throw new Error('there is help')
    expect(renderConsole(first, false, 'data').actions).toHaveLength(30)
  })
})

describe('help about what others do', () => {
  it.each([
    ['zh-CN', '钥匙', '您没有使用“钥匙”的权限'],
    ['en', 'key', 'You may not use “key”'],
  ] as const)('says in %s whom to ask, not that there is no such command', async (locale, words, said) => {
    const refused = await ask(words, 'read', locale).catch((error: unknown) => error)
    if (!(refused instanceof UserError)) throw new Error('help answered')
    expect(translatorOf(locale).say(refused.notice)).toContain(said)
  })
})
