import type { NewFile } from '../../core/files.ts'
import type { Translator } from '../../core/i18n.ts'
import type { Day } from '../../core/time/day.ts'
import type { Chart } from './chart.ts'
import { drawChart } from './draw.ts'
import { openLettering } from './lettering.ts'
import { paint } from './paint.ts'

/** A name that says what is in the picture, and as of when. */
const nameOf = (title: string, asOf: Day) =>
  `${title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/gu, '')}-${asOf}.png`

/** A chart as a picture. Libraries and fonts are loaded when the first is asked for: a start does not wait for them. */
export const pictureOf = async (chart: Chart, asOf: Day, translate: Translator): Promise<NewFile> => {
  const { svg } = drawChart(chart, await openLettering(), translate)
  return { name: nameOf(chart.title, asOf), mediaType: 'image/png', content: await paint(svg) }
}
