// The service's JSON over HTTP.

export class ApiError extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const DEADLINE_MS = 15_000;

/**
 * @param {string} path below /api/v1/
 * @param {{method?: string, body?: any, query?: Record<string, string | number | null | undefined>}} [options]
 * @returns {Promise<any>}
 */
export async function call(path, { method = 'GET', body, query = {} } = {}) {
  const url = new URL(`api/v1/${path}`, document.baseURI);
  for (const [name, value] of Object.entries(query)) if (value !== null && value !== undefined) url.searchParams.set(name, String(value));
  const response = await fetch(url, {
    method,
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(DEADLINE_MS),
  });
  const answer = response.status === 204 ? null : await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, answer?.message ?? `HTTP ${response.status}`);
  return answer;
}
