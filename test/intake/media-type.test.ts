import { expect, it } from 'vitest'
import { identify } from '../../src/intake/media-type.ts'

const table = (content: Uint8Array) => identify(content, { name: 'a.csv', mediaType: 'text/csv', place: {} })

it.each([
  ['UTF-8', Buffer.from('项目,人数\r\n甲厂,2\r\n'), 'text/csv'],
  // Its mark is that of an MP3, too.
  ['UTF-16', Buffer.from('\uFEFF项目,人数\r\n甲厂,2\r\n', 'utf16le'), 'text/csv'],
  ['UTF-16, the other way round', Buffer.from('\uFEFF项目,人数\r\n', 'utf16le').swap16(), 'text/csv'],
  ['GBK', Buffer.from('bba5b7c32cc8cbcafd0d0a312c320d0a', 'hex'), 'text/csv'],
  ['Windows-1252', Buffer.from('Société,2\r\n', 'latin1'), 'text/csv'],
  ['none', Buffer.from([...Array(256).keys()]), 'unlike'],
])('a table in %s is known by its content', async (_, content, type) => {
  expect(await table(content)).toBe(type)
})
