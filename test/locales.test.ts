import { readdirSync, readFileSync } from 'node:fs'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { type MessageKey, translatorOf } from '../src/core/i18n.ts'
import { locales } from '../src/core/request.ts'

const messagesOf = (locale: string): Map<string, string> => {
  const directory = new URL(`../locales/${locale}/`, import.meta.url)
  return new Map(
    readdirSync(directory).flatMap((file) => {
      const messages = JSON.parse(readFileSync(new URL(file, directory), 'utf8')) as Record<string, string>
      return Object.entries(messages).map(
        ([key, message]) => [`${file.replace('.json', '')}.${key}`, message] as const,
      )
    }),
  )
}

const argumentsOf = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    const own =
      element.type === TYPE.literal || element.type === TYPE.pound || element.type === TYPE.tag
        ? []
        : [element.value]
    const nested =
      element.type === TYPE.plural || element.type === TYPE.select
        ? Object.values(element.options).flatMap(({ value }) => argumentsOf(value))
        : []
    return [...own, ...nested]
  })

const namesOf = (message: string) => [...new Set(argumentsOf(parse(message, { ignoreTag: true })))].sort()

const [chinese, english] = [messagesOf('zh-CN'), messagesOf('en')]

describe('the words of the bot', () => {
  it('are there in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort())
  })

  it('take the same values in both languages', () => {
    for (const [key, message] of chinese)
      expect(namesOf(english.get(key) ?? ''), key).toEqual(namesOf(message))
  })

  it('can all be said', () => {
    for (const locale of locales)
      for (const [key, message] of messagesOf(locale)) {
        const values = Object.fromEntries(namesOf(message).map((name) => [name, 3]))
        const said = translatorOf(locale).say({ key: key as MessageKey, values })
        expect(said.trim(), `${locale} ${key}`).not.toBe('')
      }
  })

  it('are Chinese where Chinese is meant, and not where English is', () => {
    const examples = /example|welcome|help|usage|lang|how/i
    for (const [key, message] of english)
      if (!examples.test(key)) expect(message, key).not.toMatch(/[\u4e00-\u9fff]/)
  })
})
