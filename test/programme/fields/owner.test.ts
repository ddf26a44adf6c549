import { expect, it } from 'vitest'
import { translatorOf } from '../../../src/core/i18n.ts'
import { toDay } from '../../../src/core/time/day.ts'
import { ownerField } from '../../../src/programme/fields/owner.ts'

const reading = { today: toDay('2025-03-03'), translate: translatorOf('zh-CN') }
const read = (typed: string) => ownerField().validate(typed, reading)

it.each(['济南市发展改革委', '武隆区供销合作社', '第324医院', '李明', 'Wulong Agriculture Bureau'])(
  '%s may answer for something',
  (typed) => expect(read(typed)).toEqual({ kind: 'value', value: { name: typed } }),
)

it.each(['联络员', 'Liaison officer'])('%s are those of the side', (typed) =>
  expect(read(typed)).toEqual({ kind: 'value', value: { name: null } }),
)

it.each(['D-2025-0001 完成了，仓库已验收', 'q-2025-12', '还没定，等领导回来再说', 'who is it?'])(
  '%s names nobody',
  (typed) => expect(read(typed).kind).toBe('problem'),
)
