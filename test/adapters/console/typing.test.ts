import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ConsoleHost } from '../../../src/adapters/console/commands.ts'
import { createConsoleAdapter } from '../../../src/adapters/console/index.ts'
import { actions, card, facts, heading, lineAction, text } from '../../../src/core/card.ts'
import { conversationReference, type Input } from '../../../src/core/request.ts'
import { quietHost } from '../../harness/console-host.ts'
import { memoryFiles } from '../../harness/files.ts'
import { createScreen } from '../../harness/screen.ts'

const main = conversationReference('console:main')
const reminder = card(heading('提醒'), text('互访 V-2025-0001 结束已久，成效尚未填写，请尽快填写。'))

let directory = ''
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'luyu-typing-'))
})
afterEach(() => rm(directory, { recursive: true }))

/** A person at a terminal of so many columns. */
const sit = async (columns = 60, host: Partial<ConsoleHost> = {}) => {
  const raw: boolean[] = []
  const input = Object.assign(new PassThrough(), { setRawMode: (on: boolean) => raw.push(on) })
  const screen = createScreen(columns)
  const heard: Input[] = []
  let leave = () => {}
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  const adapter = createConsoleAdapter({
    input,
    output: screen.output,
    interactive: true,
    locale: 'zh-CN',
    host: quietHost(host),
    files: memoryFiles(),
    fileDirectory: directory,
    historyFile: join(directory, 'history'),
    session: 'test',
    onEnd: leave,
  })
  await adapter.start({
    receive: async (request) => {
      heard.push(request.input)
      await adapter.answer(request, { locale: 'zh-CN', card: card(text(`第${heard.length}次`)) })
      return 'new'
    },
    check: () => ({}),
    rehearse: async () => ({}),
    isAsked: async () => true,
    moved: async () => undefined,
    admitted: async () => undefined,
    menu: () => [],
  })
  await screen.until('admin@main>')
  await screen.until('鲁渝')
  const press = (keys: string) => input.write(keys)
  /** Types a line and waits for its answer. */
  const say = async (line: string): Promise<void> => {
    press(`${line}\r`)
    await screen.until(`第${heard.length + 1}次`)
  }
  const lines = () => heard.map((typed) => (typed.kind === 'line' ? typed.text : typed.kind))
  const stop = async () => {
    await adapter.stop()
    await left
  }
  return { adapter, input, screen, press, say, lines, left, raw, stop }
}

/** The line that is being typed. */
const typed = (shown: string) => shown.slice(shown.lastIndexOf('admin@main>')).trimEnd()

const keys = {
  up: '\u001B[A',
  left: '\u001B[D',
  home: '\u001B[H',
  interrupt: '\u0003',
  end: '\u0004',
}
const pasted = (words: string) => `\u001B[200~${words}\u001B[201~`

describe('a line that is being typed', () => {
  const long = '互访 3月5日至7日 济南→武隆 王建国副市长带队 12人 考察产业园区并座谈交流'

  it('stays below what is said meanwhile, the cursor where it was', async () => {
    const { adapter, screen, press, lines, stop } = await sit()
    press(long + keys.left + keys.left)
    await screen.until('交流')
    await adapter.send(main, reminder, 'zh-CN')
    press('会')
    const shown = await screen.until('会交流')
    expect(shown.match(/互访 3月5日/g)).toHaveLength(1)
    expect(shown.indexOf('请尽快填写')).toBeLessThan(shown.indexOf('admin@main>'))
    expect(typed(shown).replace('\n', '')).toBe(`admin@main> ${long.replace('交流', '会交流')}`)
    press('\r')
    await screen.until('第1次')
    expect(lines()).toEqual([long.replace('交流', '会交流')])
    await stop()
  })

  it('is drawn anew when the window has another width', async () => {
    const { screen, press, stop } = await sit(200)
    press(long)
    await screen.until('交流')
    // As a terminal does that breaks its lines anew.
    screen.output.columns = 60
    screen.output.emit('resize')
    press('吧')
    const shown = await screen.until('交流吧')
    expect(typed(shown).replace('\n', '')).toBe(`admin@main> ${long}吧`)
    await stop()
  })

  it('takes what an input method commits where the cursor is', async () => {
    const { screen, press, say, lines, stop } = await sit()
    press(`武隆${keys.home}`)
    press('济南→')
    await screen.until('济南→武隆')
    await say('')
    expect(lines()).toEqual(['济南→武隆'])
    await stop()
  })

  it('is cleared by Ctrl-C, which leaves when it is pressed again', async () => {
    const { screen, press, left, raw } = await sit()
    press('互访')
    await screen.until('> 互访')
    press(keys.interrupt)
    expect(typed(await screen.until('再按一次 Ctrl-C'))).toBe('admin@main>')
    press(`帮助${keys.interrupt}`)
    expect(typed(await screen.until(/(再按一次[\s\S]*){2}/))).toBe('admin@main>')
    press(keys.interrupt)
    await left
    expect(screen.shown()).not.toMatch(/admin@main>/)
    expect(raw).toEqual([true, false])
  })

  it('is no more after Ctrl-D, and the terminal is as it was', async () => {
    const { screen, press, left, raw } = await sit()
    press(keys.end)
    await left
    expect(screen.shown()).not.toMatch(/admin@main>/)
    expect(screen.shown()).toMatch(/\n$/)
    expect(screen.raw().match(/\[\?2004[hl]/g)).toEqual(['[?2004h', '[?2004l'])
    expect(raw).toEqual([true, false])
  })

  it('is left as it is by Ctrl-D while something stands there', async () => {
    const { screen, press, say, lines, stop } = await sit()
    press(`互访${keys.end}`)
    await screen.until('> 互访')
    await say(' 台账')
    expect(lines()).toEqual(['互访 台账'])
    await stop()
  })
})

describe('what is pasted', () => {
  const block = '时间：3月5日\r\n人数：12人\r\n\t路线：济南→武隆\r\n'

  it('is one message, of as many lines as it has, and waits to be sent', async () => {
    const { screen, press, say, lines, stop } = await sit()
    press(pasted(block))
    await screen.until('> 时间：3月5日⏎人数：12人⏎路线：济南→武隆')
    expect(lines()).toEqual([])
    await say('')
    expect(lines()).toEqual(['时间：3月5日\n人数：12人\n路线：济南→武隆'])
    await stop()
  })

  it('may come in pieces, between keys, and presses none', async () => {
    const { input, say, lines, stop } = await sit()
    for (const byte of Buffer.from(`互访 ${pasted('12人\u0003\u001B[A\t\n考察')}。`))
      input.write(Buffer.from([byte]))
    await say('')
    expect(lines()).toEqual(['互访 12人\n考察。'])
    await stop()
  })
})

describe('lines of before', () => {
  const history = () => readFile(join(directory, 'history'), 'utf8')

  it('are called back, in this session and the next, for the eyes of their owner', async () => {
    const first = await sit()
    await first.say('互访 台账')
    await first.say(pasted('进展\n武隆'))
    first.press(':lang zh\r')
    await first.screen.until('已切换')
    await first.stop()
    expect(await history()).toBe('互访 台账\n进展⏎武隆\n:lang zh\n')
    expect((await stat(join(directory, 'history'))).mode & 0o777).toBe(0o600)

    const second = await sit()
    second.press(keys.up)
    await second.screen.until('> :lang zh')
    second.press(keys.up)
    await second.screen.until('> 进展⏎武隆')
    await second.say('')
    expect(second.lines()).toEqual(['进展\n武隆'])
    await second.stop()
  })

  it('that hold a secret are not, not even at once', async () => {
    const { screen, press, say, stop } = await sit(60, {
      mayKeep: async (_seat, line) => !line.includes('code'),
    })
    await say('帮助')
    await say('加入 code')
    press(keys.up)
    await screen.until('> 帮助')
    expect(await history()).toBe('帮助\n')
    await stop()
  })

  it('are a thousand at most, and no file is no hindrance', async () => {
    await writeFile(
      join(directory, 'history'),
      Array.from({ length: 1200 }, (_, index) => `line ${index}\n`).join(''),
      { mode: 0o644 },
    )
    const { screen, press, say, stop } = await sit()
    await say('帮助')
    press(keys.up.repeat(40))
    await screen.until('> line 1161')
    await say('')
    const kept = (await history()).split('\n')
    expect([kept.length, kept[0]]).toEqual([1003, 'line 200'])
    expect((await stat(join(directory, 'history'))).mode & 0o777).toBe(0o600)
    await stop()
    await rm(directory, { recursive: true })
    await writeFile(directory, '')
    const other = await sit()
    await other.say('帮助')
    await other.stop()
  })
})

describe('Tab', () => {
  it('completes console lines by what there is', async () => {
    await writeFile(join(directory, 'photo one.jpg'), '')
    await writeFile(join(directory, 'minutes.pdf'), '')
    const { screen, press, stop } = await sit(80, { rooms: ['武隆', 'Wulong', '万州'] })
    press(':ro\t')
    await screen.until('> :room')
    press('武\t')
    await screen.until('> :room 武隆')
    press(`${keys.interrupt}:lang e\t`)
    await screen.until('> :lang en')
    press(`${keys.interrupt}:file ${directory}/mi\t`)
    await screen.until('minutes.pdf')
    press(`${keys.interrupt}:\t\t`)
    await screen.until(/help\s+room\s+as\s+lang\s+press\s+file\s+now\s+quit\s+exit/)
    await stop()
  })

  it('helps with console lines in a line each', async () => {
    const { screen, press, stop } = await sit()
    press(':help\r')
    const shown = await screen.until('再按一次退出')
    for (const word of ['room', 'as', 'lang', 'press', 'file', 'now', 'quit'])
      expect(shown).toMatch(new RegExp(`^  :${word}\\b.* {2}\\S`, 'm'))
    await stop()
  })

  it('completes by what the program knows, and keys that follow wait for it', async () => {
    const { screen, press, lines, stop } = await sit(60, {
      complete: async (_seat, line) => {
        await new Promise((resolve) => setImmediate(resolve))
        return { words: ['visit '], typed: line }
      },
    })
    press('vi\tlist\r')
    await screen.until('第1次')
    expect(lines()).toEqual(['visit list'])
    await stop()
  })

  it('completes the answers of a question by its buttons', async () => {
    const { adapter, screen, press, stop } = await sit()
    const answer = (label: string) => ({ label, press: { action: 'form.answer', values: { value: label } } })
    await adapter.send(main, card(text('级别？'), actions(answer('省级'), answer('市级'))), 'zh-CN')
    press('\t\t')
    await screen.until(/省级\s+市级/)
    press('省\t')
    await screen.until('> 省级')
    await stop()
  })
})

describe('a number that is typed', () => {
  const asked = card(
    text('互访 V-2025-0001 成效？'),
    actions(lineAction('填写成效', '/done'), lineAction('稍后', '/later')),
  )

  it('presses the button that has it on what was said unasked, and says when there is none', async () => {
    const { adapter, screen, press, lines, stop } = await sit()
    press('1\r')
    await screen.until('没有第 1 个按钮')
    await adapter.send(main, asked, 'zh-CN')
    press('2\r')
    await screen.until('第1次')
    expect(lines()).toEqual(['press'])
    press('3\r')
    await screen.until('没有第 3 个按钮')
    await stop()
  })

  it('is the number where one is asked for', async () => {
    const { adapter, say, lines, stop } = await sit(60, { answers: async (_seat, line) => line === '12' })
    await adapter.send(main, asked, 'zh-CN')
    await say('12')
    await say('1')
    expect(lines()).toEqual(['12', 'press'])
    await stop()
  })
})

describe('a card that changed', () => {
  const visit = (people: string, purpose: string) =>
    card(
      heading('互访 V-2025-0001'),
      facts(['方向', '济南→武隆'], ['人数', people], ['事由', purpose]),
      actions(lineAction('修改', '/edit')),
    )
  const news = (shown: string) => /↻[\s\S]*?(?=\n\n)/.exec(shown)?.[0]

  it('says only what is new, and leaves the buttons of the last card in reach', async () => {
    const { adapter, screen, press, stop } = await sit()
    const { messages } = await adapter.send(main, visit('12人', '考察'), 'zh-CN')
    await adapter.send(main, card(text('已修改'), actions(lineAction('撤销', '/undo'))), 'zh-CN')
    await adapter.edit(main, messages, visit('15人', '考察'), 'zh-CN')
    expect(news(await screen.until('15人'))).toBe(
      '↻ 上面的卡片有更新，现为：\n互访 V-2025-0001\n  人数  15人',
    )
    press(':press 1\r')
    await screen.until('第1次')
    await adapter.edit(main, messages, visit('15人', '考察'), 'zh-CN')
    expect(screen.shown().match(/↻/g)).toHaveLength(1)
    await stop()
  })

  it('offers its buttons when they are others', async () => {
    const { adapter, screen, press, stop } = await sit()
    const { messages } = await adapter.send(
      main,
      card(text('投票'), actions(lineAction('赞成', '/yes'))),
      'zh-CN',
    )
    await adapter.edit(main, messages, card(text('投票'), actions(lineAction('结果', '/result'))), 'zh-CN')
    expect(news(await screen.until('结果'))).toBe('↻ 上面的卡片有更新，现为：\n投票\n[1] 结果')
    press(':press 1\r')
    await screen.until('第1次')
    await stop()
  })
})
