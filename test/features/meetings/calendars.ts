import ICAL from 'ical.js'
import { convertIcsCalendar } from 'ts-ics'

/** A meeting as a calendar program understands it. */
export interface SeenEvent {
  readonly uid: string
  readonly sequence: number
  /** Instants, whatever zone the program shows them in. */
  readonly start: string
  readonly end: string
  readonly summary: string
  readonly status: string
}

export interface SeenCalendar {
  readonly method: string
  readonly events: readonly SeenEvent[]
}

const byIcalJs = (text: string): SeenCalendar => {
  const calendar = new ICAL.Component(ICAL.parse(text))
  return {
    method: String(calendar.getFirstPropertyValue('method') ?? ''),
    events: calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component)
      return {
        uid: event.uid,
        sequence: event.sequence,
        start: event.startDate.toJSDate().toISOString(),
        end: event.endDate.toJSDate().toISOString(),
        summary: event.summary,
        status: String(component.getFirstPropertyValue('status')),
      }
    }),
  }
}

const byTsIcs = (text: string): SeenCalendar => {
  const { method, events = [] } = convertIcsCalendar(undefined, text)
  return {
    method: method ?? '',
    events: events.map((event) => ({
      uid: event.uid,
      // A sequence of 0 is read as none.
      sequence: event.sequence ?? 0,
      start: event.start.date.toISOString(),
      end: 'end' in event && event.end ? event.end.date.toISOString() : '',
      summary: event.summary,
      status: event.status ?? '',
    })),
  }
}

/** What two programs that know nothing of each other read; they must agree, and every line must be one that RFC 5545 allows. */
export const seenIn = (text: string): SeenCalendar => {
  const [one, other] = [byIcalJs(text), byTsIcs(text)]
  if (JSON.stringify(one) !== JSON.stringify(other))
    throw new Error(`two readers disagree: ${JSON.stringify(one)} and ${JSON.stringify(other)}`)
  if (/(?<!\r)\n/u.test(text) || !text.endsWith('\r\n')) throw new Error('a line that does not end with CRLF')
  const long = text.split('\r\n').find((line) => Buffer.byteLength(line) > 75)
  if (long !== undefined) throw new Error(`a line of more than 75 octets: ${long}`)
  for (const [, stamp = ''] of text.matchAll(/^DTSTAMP:(.*)$/gmu))
    if (!/^\d{8}T\d{6}Z\r?$/u.test(stamp)) throw new Error(`DTSTAMP is not UTC: ${stamp}`)
  if (one.events.length > 0 && !/BEGIN:VTIMEZONE[\s\S]*BEGIN:VEVENT/u.test(text))
    throw new Error('no VTIMEZONE before the events')
  return one
}
