// Failed attempts from two places: those asked for, and those the stream has told since.

/**
 * Each once, the newest first.
 * @param {Failure[]} some
 * @param {Failure[]} others
 * @param {number} limit
 */
export function newestOf(some, others, limit) {
  const each = new Map([...others, ...some].map((failure) => [JSON.stringify([failure.key, failure.completed_at, failure.client_request_id, failure.attempt]), failure]));
  return [...each.values()].sort((a, b) => b.completed_at - a.completed_at).slice(0, limit);
}
