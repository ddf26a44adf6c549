import { choice } from '../../../core/fields/choice.ts'

export const lightField = () =>
  choice([
    {
      value: 'red',
      label: 'programme.light.red',
      words: ['亮红灯', '亮红灯的', 'red', 'red lights'],
    },
    {
      value: 'yellow',
      label: 'programme.light.yellow',
      words: ['亮黄灯', '亮黄灯的', 'yellow', 'yellow lights'],
    },
    {
      value: 'green',
      label: 'programme.light.green',
      words: ['亮绿灯', '亮绿灯的', 'green', 'green lights'],
    },
  ])
