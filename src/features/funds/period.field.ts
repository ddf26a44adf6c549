import { dateRange } from '../../core/fields/date.ts'
import { withYears } from '../../core/fields/years.ts'
import { field } from '../../core/form/field.ts'

export const periods = withYears(dateRange({ prefer: 'nearest' }))

/** Of which days entries are meant. */
export const askPeriod = () =>
  field(periods, {
    label: 'funds.field.period',
    example: 'funds.example.period',
    keys: ['时段', '期间', '年度', '月份', 'date', 'year', 'month'],
    asked: false,
  }).optional()
