import { expect, it } from 'vitest'
import { levelOf } from '../../../src/programme/people/levels.ts'
import { foundingRegistry } from '../../harness/registry.ts'

const registry = foundingRegistry()
const sender = (name: string) => {
  const outcome = registry.place(name)
  return outcome.kind === 'value' ? outcome.value : undefined
}

it.each([
  ['重庆市副市长', '济南', 'provincial'],
  ['重庆市委书记', '', 'provincial'],
  ['济南市副市长', '武隆', 'city'],
  ['副市长', '济南', 'city'],
  ['市长', '济南', 'city'],
  ['副市长', '武隆', 'provincial'],
  ['副市长', '', undefined],
  ['滕州市市长', '枣庄', 'county'],
  ['副省长', '', 'provincial'],
  ['山东省委常委', '', 'provincial'],
  ['县长', '石柱', 'county'],
  ['副区长', '武隆', 'county'],
  ['县委书记', '云阳', 'county'],
  ['重庆市武隆区区长', '武隆', 'county'],
  ['市委常委、副市长', '济南', 'city'],
  ['市人大常委会副主任', '济南', 'city'],
  ['市政协主席', '济南', 'city'],
  ['镇党委书记', '武隆', 'township'],
  ['乡长', '石柱', 'township'],
  ['局长', '济南', 'county'],
  ['市发展改革委主任', '济南', 'county'],
  ['乡村振兴局局长', '云阳', undefined],
  ['市场监管局局长', '武隆', undefined],
  ['重庆市扶贫办主任', '', 'city'],
  ['处长', '山东', 'county'],
  ['厅长', '', 'city'],
  ['董事长', '济南', 'other'],
  ['村支部书记', '武隆', 'other'],
  ['Vice Mayor', '济南', 'city'],
  ['Vice Mayor', '武隆', 'provincial'],
  ['Vice Mayor of Chongqing', '济南', 'provincial'],
  ['Vice Mayor of Jinan', '武隆', 'city'],
  ['Vice Governor', '', 'provincial'],
  ['Deputy County Head', '石柱', 'county'],
  ['County Party Secretary', '石柱', 'county'],
  ['Director', '济南', 'county'],
  ['Township Head', '石柱', 'township'],
  ['农业农村局局长', '济南', 'county'],
  ['济南市教育局副局长', '济南', 'county'],
  ['发改委主任', '济南', 'county'],
  ['济南市卫健委主任', '济南', 'county'],
  ['农业农村委主任', '武隆', undefined],
  ['石柱县发展改革委主任', '石柱', undefined],
  ['滕州市教育局局长', '枣庄', undefined],
  ['山东省农业农村厅厅长', '济南', 'city'],
  ['重庆市农业农村委主任', '武隆', 'city'],
  ['重庆市乡村振兴局局长', '武隆', 'city'],
  ['教育局党组书记', '济南', 'county'],
  ['Director of the Agriculture Bureau', '济南', 'county'],
  ['Director of the Agriculture Bureau', '武隆', undefined],
  ['Deputy Director of the Jinan Education Bureau', '济南', 'county'],
  ['Director of the Shandong Department of Education', '济南', 'city'],
  ['Director of the Chongqing Education Commission', '武隆', 'city'],
  ['Party Secretary of the Education Bureau', '济南', 'county'],
  ['Secretary of the Jinan Municipal Party Committee', '济南', 'city'],
  ['Vice Mayor of Tengzhou', '枣庄', 'county'],
  ['', '济南', undefined],
] as const)('%s from %s is %s', (title, from, expected) => {
  expect(levelOf(title, sender(from))).toBe(expected)
})
