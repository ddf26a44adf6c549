import { expect, it } from 'vitest'
import { remembering } from '../../src/core/remembering.ts'

it('reads a text once, and the latest only are remembered', () => {
  const read: string[] = []
  const lengthOf = remembering((text) => {
    read.push(text)
    return text.length
  })
  expect([lengthOf('one'), lengthOf('one'), lengthOf('')]).toEqual([3, 3, 0])
  expect(read).toEqual(['one', ''])
  for (let number = 0; number < 100; number++) lengthOf(`${number}`)
  expect(lengthOf('99')).toBe(2)
  expect(read).toHaveLength(102)
  expect(lengthOf('one')).toBe(3)
  expect(read).toHaveLength(103)
})
