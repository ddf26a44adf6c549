/**
 * The floor: what the two lines cost at least. `node:http` and prepared statements over the same tables, the same answers;
 * it reads one wording only, and knows no forms, no rights, no redelivered updates, no languages.
 */
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

interface Update {
  readonly message: {
    readonly message_id: number
    readonly chat: { readonly id: number }
    readonly from: { readonly id: number }
    readonly text: string
  }
}

const { BENCH_DATABASE, BENCH_API } = process.env
const pool = new pg.Pool({ connectionString: BENCH_DATABASE, max: 10 })
const agent = new Agent({ keepAlive: true })

const asking = {
  name: 'asking',
  text: `
    SELECT officer.id AS officer, officer.side, channel.pair_id AS pair
    FROM account JOIN officer ON officer.id = account.officer_id AND officer.active
    LEFT JOIN channel ON channel.conversation = $2 AND channel.unbound_at IS NULL
    WHERE account.reference = $1`,
}
const logging = {
  name: 'logging',
  text: `
    WITH sequence AS (
      INSERT INTO reference_sequence VALUES ('V', extract(year FROM now())::int, 1)
      ON CONFLICT (kind, year) DO UPDATE SET last = reference_sequence.last + 1 RETURNING year, last
    ), logged AS (
      INSERT INTO visit (reference, pair_id, direction, starts_on, ends_on, head_name, head_title, level, people, purpose,
        account, officer_id, side, conversation, created_at, updated_at)
      SELECT 'V-' || year || '-' || lpad(last::text, 4, '0'), $1, 'to_recipient', $2, $3, $4, '副市长', 'city', $5, $6, $7, $8,
        $9::"Side", $10, now(), now() FROM sequence
      RETURNING id, reference
    ), credited AS (
      INSERT INTO visit_credit SELECT id, $7, $8, $9::"Side", now() FROM logged
    ), audited AS (
      INSERT INTO audit (at, account, officer_id, conversation, request, feature, reference, pair_id, action, after)
      SELECT now(), $7, $8, $10, $11, 'visits', reference, $1, 'log', $12 FROM logged
    )
    SELECT reference FROM logged`,
}
const counting = {
  name: 'counting',
  text: `
    SELECT city.short_zh || '—' || county.short_zh AS pair, coalesce(batches, 0) AS batches, coalesce(people, 0) AS people,
      coalesce(overdue, 0) AS overdue
    FROM pair JOIN place city ON city.id = assisting_id JOIN place county ON county.id = recipient_id
    LEFT JOIN (
      SELECT pair_id,
        count(*) FILTER (WHERE starts_on BETWEEN date_trunc('year', now()) AND current_date)::int AS batches,
        sum(people) FILTER (WHERE starts_on BETWEEN date_trunc('year', now()) AND current_date)::int AS people,
        count(*) FILTER (WHERE state = 'active' AND ends_on <= current_date - 7)::int AS overdue
      FROM visit
      WHERE state <> 'cancelled' AND (state = 'active' OR starts_on BETWEEN date_trunc('year', now()) AND current_date)
      GROUP BY pair_id
    ) counts ON counts.pair_id = pair.id
    ORDER BY position`,
}

const wording = /^\/visit (\d+)年(\d+)月(\d+)日至(\d+)日 (\S+)→(\S+) (\S+?)副市长带队 (\d+)人 (.+)$/

const logVisit = async ({ message: { chat, from, message_id, text } }: Update): Promise<string> => {
  const [, year, month, first, last, city, county, head, people, purpose] = wording.exec(text) ?? []
  const [account, conversation] = [`telegram:${from.id}`, `telegram:${chat.id}`]
  const known = await pool.query<{ officer: number; side: string; pair: number }>({
    ...asking,
    values: [account, conversation],
  })
  const [asked] = known.rows
  if (!asked || !year) return '不明白。'
  const [start, end] = [`${year}-${month}-${first}`, `${year}-${month}-${last}`]
  const after = JSON.stringify({ start, end, city, county, head, people, purpose })
  const request = `telegram:${message_id}`
  const logged = await pool.query<{ reference: string }>({
    ...logging,
    values: [
      ...[asked.pair, start, end, head, people, purpose, account, asked.officer, asked.side],
      ...[conversation, request, after],
    ],
  })
  const reference = logged.rows[0]?.reference
  return [
    `已登记互访 ${reference}。`,
    `互访 ${reference}`,
    `方向：${city}→${county}`,
    `日期：${year}年${month}月${first}日至${last}日`,
    `带队人：${head}（副市长）`,
    '级别：市级（按职务推定，可修改）',
    `人数：${people}`,
    `事由：${purpose}`,
    '状态：待填成效',
  ].join('\n')
}

const showStatus = async (): Promise<string> => {
  const { rows } =
    await pool.query<Record<'pair' | 'batches' | 'people' | 'overdue', string | number>>(counting)
  const lines = rows.map(
    ({ pair, batches, people, overdue }) =>
      `${pair}\n互访批次：${batches}　互访人次：${people}　逾期未填成效：${overdue}`,
  )
  return ['14对结对进展', ...lines].join('\n')
}

const send = async (body: object): Promise<void> => {
  const headers = { 'content-type': 'application/json' }
  const outgoing = request(`${BENCH_API}/sendMessage`, { method: 'POST', agent, headers })
  outgoing.end(JSON.stringify(body))
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage]
  response.resume()
  await once(response, 'end')
}

const button = (text: string, data: string) => [{ text, callback_data: data }]

const server = createServer(async (incoming, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const update: Update = JSON.parse(Buffer.concat(chunks).toString())
  const { chat, message_id, text } = update.message
  const said = text.startsWith('/status') ? await showStatus() : await logVisit(update)
  response.end()
  await send({
    chat_id: chat.id,
    text: said,
    entities: [{ type: 'bold', offset: 0, length: 5 }],
    reply_parameters: { message_id, allow_sending_without_reply: true },
    reply_markup: {
      inline_keyboard: [button('修改', 'edit'), button('互访台账', 'list'), button('撤销', 'undo')],
    },
  })
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
process.send?.({ port: (server.address() as AddressInfo).port })
