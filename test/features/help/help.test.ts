import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Access } from '../../../src/core/command.ts'
import { defineCommand } from '../../../src/core/command.ts'
import { UserError } from '../../../src/core/errors.ts'
import { text } from '../../../src/core/fields/text.ts'
import { field } from '../../../src/core/form/field.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import type { Locale } from '../../../src/core/request.ts'
import { helpCard, topicCard } from '../../../src/features/help/cards.ts'
import { findTopic } from '../../../src/features/help/find.ts'
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
  it('lists what the caller may use, by feature, in Chinese', async () => {
    const { card } = await ask(undefined, 'write')
    expect(plain(card)).toBe(
      [
        '# 可用命令',
        '- 来信 登记（letter send）：查看某一周的周报',
        '- 来信 清单（letter list）：查看某一周的周报',
        '(quiet) 私聊中直接输入即可，群聊中请先@我。输入“帮助 命令”查看填写项和示例，例如：帮助 互访。',
      ].join('\n'),
    )
  })

  it('shows a reader only what reads, and an administrator everything', async () => {
    expect(plain((await ask(undefined, 'read')).card)).not.toContain('letter send')
    expect(plain((await ask(undefined, 'administer', 'en')).card)).toContain(
      '- key (钥匙): See the summary of a week',
    )
  })

  it.each(['letter send', 'letter', '来信', '来信 登记', '来信 send', '/letter', 'ＬＥＴＴＥＲ'])(
    'explains “%s”',
    async (words) => {
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
          '[来信 清单（letter list）] /help letter list',
        ].join('\n'),
      )
    },
  )

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
    expect(plain(helpCard([[help]], translatorOf('en')))).toContain('help (帮助)')
  })
})
