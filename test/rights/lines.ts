import { translatorOf } from '../../src/core/i18n.ts'
import type { PairName, TestProgramme } from './programme.ts'
import { type References, recordPlaces } from './records.ts'

type Command = TestProgramme['commands']['all'][number]

const owners = 'assisting:"liaison officers" recipient:"liaison officers"'
const times = '20 March 2pm, 21 March 9am, 25 March morning'

/** Where the first example of a command does not name a pair or a record, or names what only one pair has. */
const lines: Readonly<Record<string, string>> = {
  'meeting next': 'meeting next Wulong',
  'meeting series': 'meeting series second Thursday of every quarter 2:30pm Wulong joint meeting 4 times',
  'poll open': `/poll open Wulong joint meeting ${times}`,
  'poll pick': '/poll pick Wulong joint meeting day1:"20 March" clock1:14:00 day2:"21 March" clock2:9:00',
  'poll vote': '/poll vote C-2025-0001 1 yes',
  'poll list': '/poll list Wulong',
  channels: '/channels Wulong',
  digest: 'digest last week Wulong',
  'digest preview': 'digest preview Wulong',
  'decision add': `decision add Wulong: start the works, ${owners} due:"30 April"`,
  'decision edit': 'decision edit D-2025-0001 about:"start soon"',
  'decision list': 'decision list Wulong',
  tasks: 'tasks Wulong',
  'problem edit': 'problem edit Q-2025-0001 about:"no permit yet"',
  'project find': 'project Wulong greenhouses',
  'project lights': 'project lights Wulong',
  'fund account': 'fund account pair:Wulong',
  'fund enter': 'fund plan 10000 yuan city note:test pair:Wulong',
  'fund return': 'fund return 2025-02 pair:Wulong side:recipient',
  'fund returns': 'fund returns 2025-02 pair:Wulong',
  'audit export': 'audit export Wulong',
  'meeting minutes': 'meeting minutes N-2025-0001 Industrial cooperation was discussed',
  'agenda move': 'agenda move Y-2025-0001 M-2025-0001',
}

/** A harmless whole line for a command, about that pair. */
export const lineOf = ({ name, examples }: Command, pair: PairName, references: References): string => {
  const { assisting, recipient } = recordPlaces[pair]
  const example = lines[name] ?? translatorOf('en')(examples[0])
  const line = example
    .replaceAll('Jinan', assisting)
    .replaceAll('Wulong', recipient)
    .replace(/\b([A-Z])-2025-\d{4}/gu, (_whole, prefix: string) => references[prefix] ?? 'nothing')
  return line.startsWith('/') ? line : `/${line}`
}
