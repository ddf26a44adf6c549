import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { startApp } from './harness/app.ts'
import { testDatabase } from './harness/database.ts'

/** The chat that a README shows, in one block or several: what is typed, and what is answered. */
const chatIn = (file: string) => {
  const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
  return [...text.matchAll(/```text\n([\s\S]*?)```/g)]
    .map(([, block = '']) => block.trim())
    .join('\n\n')
    .trim()
    .split(/\n*^> /m)
    .slice(1)
    .map((turn) => {
      const [typed = '', ...answer] = turn.trimEnd().split('\n')
      return { typed, answer: answer.join('\n') }
    })
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** What is answered, where a line that is only … stands for lines that are left out. */
const patternOf = (answers: string) =>
  new RegExp(`^${answers.split('\n').map(escaped).join('\n').replace(/^…$/gm, '[\\s\\S]*?')}$`)

it.each([
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh-CN'],
])('%s shows what is really answered', async (file, locale) => {
  const { app, input, output } = await startApp(await testDatabase(), { LOCALE: locale }, '2025-03-07T16:00')
  const chat = chatIn(file)
  expect(chat.length).toBeGreaterThan(3)
  output.setEncoding('utf8')
  let said = ''
  output.on('data', (chunk: string) => {
    said += chunk
  })
  input.end(`${chat.map(({ typed }) => typed).join('\n')}\n`)
  await app.ended
  await app.stop()
  expect(said.trim().replace(/[ \t]+$/gm, '')).toMatch(
    patternOf(chat.map(({ answer }) => answer).join('\n\n')),
  )
})
