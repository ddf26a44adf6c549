import { describe, expect, it } from 'vitest'
import type { Access } from '../../src/core/command.ts'
import { createCommands } from '../../src/core/commands.ts'
import { completeLine, holdsSecret, type Typing } from '../../src/core/completion.ts'
import type { Draft } from '../../src/core/form/drafts.ts'
import { fieldsOf } from '../../src/core/form/field.ts'
import { translatorOf } from '../../src/core/i18n.ts'
import { accountReference, conversationReference, type Locale } from '../../src/core/request.ts'
import { toDay } from '../../src/core/time/day.ts'
import type { ProgrammeContext } from '../../src/programme/context.ts'
import { allFeatures, foundingRegistry } from '../harness/registry.ts'

const registry = foundingRegistry()
const commands = createCommands(allFeatures(registry))

interface Situation {
  readonly locale?: Locale
  readonly may?: readonly Access[]
  readonly records?: readonly string[]
  readonly asking?: { readonly command: string; readonly field: string }
}

const typingIn = ({ locale = 'zh-CN', may, records = [], asking }: Situation): Typing<ProgrammeContext> => {
  const translate = translatorOf(locale)
  const [account, conversation] = [accountReference('console:admin'), conversationReference('console:main')]
  const draft: Draft | undefined = asking && {
    id: 'draft',
    account,
    conversation,
    locale,
    command: asking.command,
    asking: asking.field,
    entries: {},
    skipped: [],
    asked: [],
    stage: 'asking',
    amends: undefined,
    expiresAt: new Date(0),
  }
  return {
    commands,
    context: {
      locale,
      reading: { today: toDay('2025-03-03'), translate },
      caller: { account, name: 'admin', officer: undefined, may: (access) => may?.includes(access) ?? true },
    },
    draft,
    references: async (beginning, kinds) =>
      records.filter(
        (one) => one.startsWith(beginning) && (kinds?.some((kind) => one.startsWith(`${kind}-`)) ?? true),
      ),
  }
}

/** What a line that is being typed may become, whole. */
const completed = async (line: string, situation: Situation = {}): Promise<string[]> => {
  const { words, typed } = await completeLine(typingIn(situation), line)
  expect(line.endsWith(typed)).toBe(true)
  return words.map((word) => line.slice(0, line.length - typed.length) + word)
}

describe('a line that is being typed is completed', () => {
  it.each([
    ['vis', ['visit ']],
    ['/vis', ['/visit ']],
    ['VIS', ['visit ']],
    ['互', ['互访 ']],
    ['visit li', ['visit list ']],
    ['/visit ed', ['/visit edit ']],
    ['互访 登', ['互访 登记 ']],
    ['互访登', ['互访登记 ']],
    ['互访 列', ['互访 列表 ']],
    ['互访 台', ['互访 台账 ']],
    ['互访 人', ['互访 人数：', '互访 人：']],
    ['互访 事', ['互访 事由：']],
    ['visit log peo', ['visit log people:']],
    ['visit log 3月5日 pur', ['visit log 3月5日 purpose:']],
    ['进展 武', ['进展 武隆', '进展 武隆区']],
    ['互访 济南→武', ['互访 济南→武隆 ']],
    [
      'visit jinan to wul',
      ['visit jinan to Wulong→Jinan', 'visit jinan to Wulong', 'visit jinan to Wulong District'],
    ],
    ['bind 5001', expect.arrayContaining(['bind 500156', 'bind 500101'])],
    ['lang e', ['lang English ']],
    ['help visit li', ['help visit list ']],
    ['帮助 互访 列', ['帮助 互访 列表 ']],
    ['visit list level:co', ['visit list level:County ']],
    ['互访 台账 级别：省', ['互访 台账 级别：省部级 ']],
    ['nothing of this', []],
    ['互访 济南→武隆 12人考察', []],
  ])('%j', async (line, wanted) => {
    const found = await completed(line)
    // Labels of choices stand before names: only which there are counts here.
    if (Array.isArray(wanted)) expect([...found].sort()).toEqual([...wanted].sort())
    else expect(found).toEqual(wanted)
  })

  it('by every word of every command, and every key of every form, whoever adds them', async () => {
    const { reading } = typingIn({}).context
    for (const { name, aliases, form } of commands.all) {
      for (const words of [name, ...aliases])
        if (words.length > 1)
          expect((await completed(words.slice(0, -1))).map((one) => one.trim())).toContain(words)
      for (const field of fieldsOf(form).filter(({ type }) => type.ask(reading).kind !== 'file'))
        for (const key of [field.name, ...field.keys].filter(({ length }) => length > 1))
          expect((await completed(`/${name} ${key.slice(0, -1)}`)).join('\n')).toMatch(
            new RegExp(`^/${name} ${key}[:：]$`, 'mu'),
          )
    }
  })

  it('by both names and the code of every place', async () => {
    for (const { shortZh, shortEn, code } of registry.places)
      for (const name of [shortZh, shortEn, code ?? shortEn])
        expect((await completed(`/bind ${name.slice(0, -1)}`)).map((one) => one.trim())).toContain(
          `/bind ${name}`,
        )
  })

  it('with what comes next, in the language of the reader, where nothing is begun', async () => {
    expect(await completed('')).toContain('互访')
    expect(await completed('')).not.toContain('visit')
    expect(await completed('', { locale: 'en' })).toContain('visit')
    expect(await completed('/', { locale: 'en' })).toContain('/visit')
    const verbs = await completed('visit ', { locale: 'en' })
    expect(verbs).toEqual(expect.arrayContaining(['visit list', 'visit people:', 'visit direction:']))
    expect(await completed('互访 济南→武隆 ')).toEqual(expect.arrayContaining(['互访 济南→武隆 人数：']))
    expect(await completed('互访 济南→武隆 ')).not.toContain('互访 济南→武隆 方向：')
    expect(await completed('进展 ')).toEqual(expect.arrayContaining(['进展 济南—武隆', '进展 全部结对']))
    expect(await completed('互访 方向：')).toContain('互访 方向：济南→武隆')
  })

  it('by records: those of the kind where one must be named, and any that are begun', async () => {
    const records = ['V-2025-0012', 'V-2025-0011', 'P-2025-0001']
    expect(await completed('visit show ', { records })).toEqual([
      'visit show V-2025-0012',
      'visit show V-2025-0011',
    ])
    expect(await completed('互访 修改 v-', { records })).toEqual([
      '互访 修改 V-2025-0012',
      '互访 修改 V-2025-0011',
    ])
    expect(await completed('status p-2025', { records })).toEqual(['status P-2025-0001 '])
    expect(await completed('V-2025-0012', { records })).toEqual(['V-2025-0012 '])
  })

  it('by the answers to the question that waits', async () => {
    const asking = { command: 'visit log', field: 'direction' }
    expect(await completed('', { asking })).toHaveLength(28)
    expect(await completed('济南→', { asking })).toEqual(['济南→武隆 '])
    expect(await completed('jinan→', { asking })).toEqual(['Jinan→Wulong '])
    expect(await completed('/vis', { asking })).toEqual(['/visit '])
    const reference = { command: 'visit show', field: 'reference' }
    expect(await completed('', { asking: reference, records: ['V-2025-0001'] })).toEqual(['V-2025-0001 '])
  })

  it('by nothing that the person may not do', async () => {
    const may = ['everyone', 'read'] as const
    expect(await completed('offi', { may })).toEqual([])
    expect(await completed('visit ed', { may })).toEqual([])
    expect(await completed('visit edit peo', { may })).toEqual([])
    expect(await completed('visit li', { may })).toEqual(['visit list '])
  })
})

describe('a line is not kept', () => {
  const code = 'AbCdEfGhIjKlMnOpQrStUv'
  it.each([[`join ${code}`], [`/加入 ${code}`], ['加入 错码'], [`/start ${code}`], [`jion ${code}`], [code]])(
    'when it holds an invitation: %s',
    (line) => {
      expect(holdsSecret(typingIn({}), line)).toBe(true)
    },
  )

  it('when it answers a question for one', () => {
    expect(holdsSecret(typingIn({ asking: { command: 'join', field: 'code' } }), 'anything')).toBe(true)
  })

  it.each([
    ['join'],
    ['帮助'],
    ['互访 济南→武隆 12人'],
    ['visit edit V-2025-0001 people:15'],
    ['whatever it is'],
  ])('but any other is: %s', (line) => {
    expect(holdsSecret(typingIn({}), line)).toBe(false)
    expect(holdsSecret(typingIn({ asking: { command: 'visit log', field: 'people' } }), line)).toBe(false)
  })
})
