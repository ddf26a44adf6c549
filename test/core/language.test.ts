import { describe, expect, it } from 'vitest'
import { languageTyped } from '../../src/core/language.ts'

const isName = (word: string) => ['jinan', 'wulong'].includes(word.toLowerCase())
const typed = (line: string) => {
  const { locale, isSure } = languageTyped(line, isName) ?? {}
  return locale && (isSure ? locale : `perhaps ${locale}`)
}

describe('the language of a line', () => {
  it.each([
    ['武隆最近有什么互访', 'zh-CN'],
    ['看看V-2025-0001', 'zh-CN'],
    ['/visit list 武隆', 'zh-CN'],
    ['visit 济南到武隆 12人', 'zh-CN'],
    ['帮我看一下 Jinan to Wulong 的互访', 'zh-CN'],
    ['who is coming next week?', 'en'],
    ['show me 武隆 please', 'en'],
    ['hello', 'en'],
    ['/visit 5-7 March Jinan to Wulong 12 people', 'en'],
    ['ok', 'perhaps en'],
    ['V-2025-0001', undefined],
    ['/help', undefined],
    ['Wulong', undefined],
    ['/status Wulong', undefined],
    ['/visit show V-2025-0001', undefined],
    ['👍', undefined],
    ['15', undefined],
  ])('%s: %s', (line, language) => {
    expect(typed(line)).toBe(language)
  })
})
