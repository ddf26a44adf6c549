/**
 * Draws `docs/exchange.svg`, the README's picture: a real conversation, between a person on the loopback Telegram of the
 * tests and the whole program, as the chat would show it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stoppedClock } from '../src/core/time/clock.ts'
import { instantAt } from '../src/core/time/day.ts'
import { widthOf } from '../src/core/width.ts'
import { openDatabase } from '../src/db/database.ts'
import { keepingLogger, startApp, zone } from '../test/harness/app.ts'
import { bindRoom, until } from '../test/harness/rooms.ts'
import { startFakeTelegram } from '../test/harness/telegram.ts'
import { root } from './run.ts'

const lines = [
  '/visit 3月5日至7日 济南→武隆 王建国副市长带队 12人 考察产业园',
  '/visit 2月30日 济南→武隆 8人',
  '/status 武隆',
]

interface Bubble {
  readonly mine: boolean
  readonly text: string
  /** Rows of labels. */
  readonly buttons: ReadonlyArray<readonly string[]>
  readonly bold: ReadonlyArray<readonly [from: number, to: number]>
}

/** Columns of a line in a bubble; a Chinese character takes two. */
const columns = 46
const pixels = { column: 8.2, line: 22, padding: 12, gap: 14, width: 560, button: 30 }

const converse = async (): Promise<Bubble[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'luyu-picture-'))
  const telegram = await startFakeTelegram()
  const database = await openDatabase({ dataDirectory: directory, logger: keepingLogger() })
  const clock = stoppedClock(instantAt('2025-03-03T10:00', zone), zone)
  const environment = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    ADMINS: `telegram:${telegram.person.id}`,
  }
  const { app } = await startApp(database, environment, undefined, clock)
  const group = telegram.addGroup()
  await bindRoom(database, `telegram:${group}`, '武隆', 'zh-CN')
  const bubbles: Bubble[] = []
  for (const text of lines) {
    bubbles.push({ mine: true, text, buttons: [], bold: [] })
    telegram.say(group, text)
    await until(() => telegram.waiting().length === 0)
    await app.settled()
    for (const { message } of telegram.unread(group).splice(0)) {
      const bold = message.entities.filter(({ type }) => type === 'bold')
      const spans = bold.map(({ offset, length }) => [offset, offset + length] as const)
      const buttons = (message.markup?.inline_keyboard ?? []).map((row) =>
        row.map(({ text: label }) => label),
      )
      bubbles.push({ mine: false, text: message.text, buttons, bold: spans })
    }
  }
  await app.stop()
  await telegram.close()
  await database.close()
  rmSync(directory, { recursive: true })
  return bubbles
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Lines of at most so many columns, each with the offset where it begins. */
const wrap = (text: string): Array<{ readonly from: number; readonly words: string }> => {
  const wrapped: Array<{ from: number; words: string }> = []
  let from = 0
  for (const line of text.split('\n')) {
    let words = ''
    let start = from
    for (const character of line) {
      if (widthOf(words + character) > columns) {
        wrapped.push({ from: start, words })
        start += words.length
        words = ''
      }
      words += character
    }
    wrapped.push({ from: start, words })
    from += line.length + 1
  }
  return wrapped
}

const draw = (bubbles: readonly Bubble[]): string => {
  const shapes: string[] = []
  let y = pixels.gap
  for (const { mine, text, buttons, bold } of bubbles) {
    const wrapped = wrap(text)
    const widest = Math.max(
      ...wrapped.map(({ words }) => widthOf(words)),
      ...(buttons.length > 0 ? [columns] : []),
    )
    const width = widest * pixels.column + 2 * pixels.padding
    const height = wrapped.length * pixels.line + 2 * pixels.padding - 6
    const x = mine ? pixels.width - width - pixels.gap : pixels.gap
    shapes.push(
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="12" fill="${mine ? '#e1f5c9' : '#ffffff'}"/>`,
    )
    for (const [index, { from, words }] of wrapped.entries()) {
      const spans = [...words].reduce<Array<{ bold: boolean; text: string }>>(
        (found, character, position) => {
          const isBold = bold.some(([start, end]) => from + position >= start && from + position < end)
          const last = found.at(-1)
          if (last?.bold === isBold) last.text += character
          else found.push({ bold: isBold, text: character })
          return found
        },
        [],
      )
      const inner = spans
        .map((span) =>
          span.bold ? `<tspan font-weight="bold">${escaped(span.text)}</tspan>` : escaped(span.text),
        )
        .join('')
      shapes.push(
        `<text x="${x + pixels.padding}" y="${y + pixels.padding + 11 + index * pixels.line}" xml:space="preserve">${inner}</text>`,
      )
    }
    y += height + 4
    for (const row of buttons) {
      const buttonWidth = (width - (row.length - 1) * 4) / row.length
      for (const [index, label] of row.entries()) {
        const left = x + index * (buttonWidth + 4)
        shapes.push(
          `<rect x="${left}" y="${y}" width="${buttonWidth}" height="${pixels.button}" rx="8" fill="#7fa6c4"/>`,
          `<text x="${left + buttonWidth / 2}" y="${y + 20}" text-anchor="middle" fill="#ffffff">${escaped(label)}</text>`,
        )
      }
      y += pixels.button + 4
    }
    y += pixels.gap
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels.width}" height="${y}" viewBox="0 0 ${pixels.width} ${y}" font-size="15" font-family="'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif" fill="#1c2733">`,
    '<title>A chat with Luyu</title>',
    `<rect width="100%" height="100%" rx="16" fill="#cfdfe9"/>`,
    ...shapes,
    '</svg>',
    '',
  ].join('\n')
}

writeFileSync(`${root}docs/exchange.svg`, draw(await converse()))
process.exit()
