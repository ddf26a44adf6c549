import type { Translator } from '../../core/i18n.ts'
import { type Pair, pairName } from '../places/registry.ts'

/** What a chart shows, and of whom. */
export const chartTitle = (pair: Pair | undefined, what: string, translate: Translator): string =>
  translate('charts.titled', {
    name: pair ? pairName(pair, translate.locale) : translate('charts.allPairs'),
    what,
  })
