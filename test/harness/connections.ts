/**
 * Where a machine is busy, a connection kept open may be closed by one side just when the other uses it again. A request of
 * a test's takes a new one, and a loopback platform closes none (`keepAliveTimeout`).
 */
export const afresh = { connection: 'close' } as const
