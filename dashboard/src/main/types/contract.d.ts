// The service's answers as the page reads them. Times are milliseconds since the epoch; null is "not measured", never 0.

type State = 'healthy' | 'degraded' | 'error' | 'silent' | 'unknown';

interface Example {
  error_type: string;
  status_code: number | null;
  message: string | null;
  request_id: string | null;
  client_request_id: string | null;
  completed_at: number;
  latency_ms: number | null;
  server_processing_ms: number | null;
}

interface MetricWindow {
  size_ms: number;
  end: number;
  as_of: number;
  final: boolean;
  attempts: number;
  failures: number;
  error_rate: number | null;
  latency_p50_ms: number | null;
  latency_p95_ms: number | null;
  latency_p99_ms: number | null;
  ttft_p95_ms: number | null;
  output_tokens_per_second_p50: number | null;
  headroom_requests: number | null;
  headroom_tokens: number | null;
  completeness: number | null;
  p95_sufficient: boolean;
  errors_by_type: Record<string, number>;
  shutdown_date: string | null;
  examples: Example[];
}

interface Spark {
  first_end: number;
  step_ms: number;
  p95_ms: (number | null)[];
  error_rate: (number | null)[];
}

interface Labels {
  provider: string;
  model: string;
  endpoint: string;
  region: string;
  target: string;
  api_key_alias: string;
}

interface Series extends Labels {
  key: string;
  state: State;
  reason: string;
  since: number | null;
  fault_domain: string | null;
  alerts: string[];
  p95_ms: number | null;
  p95_window_ms: number | null;
  state_window_ms: number | null;
  p95_sufficient: boolean;
  windows: MetricWindow[];
  spark?: Spark;
}

interface Alert {
  alert_id: string;
  rule: string;
  state: 'unknown' | 'pending' | 'firing' | 'recovering' | 'resolved' | 'no_data' | 'error';
  severity: 'info' | 'warning' | 'error' | 'critical';
  reason: string;
  series: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  condition: string;
  column: string | null;
  value: number | null;
  threshold: number | null;
  explanation: string | null;
  scope: string | null;
  fault_domain: string | null;
  regions_failing: string[];
  regions_healthy: string[];
  regions_silent: string[];
  provider_status: string | null;
  flapping: boolean;
  at: number;
  pending_since: number;
  firing_since: number | null;
  resolved_at: number | null;
  attempts: number;
  failures: number;
  errors_by_type: Record<string, number>;
  examples: Example[];
  story: { at: number; state: string; reason: string; value: number | null }[];
}

interface Failure extends Example, Labels {
  key: string;
  fault_domain: string;
  error_code: string | null;
  attempt: number;
  final: boolean;
  prober: string;
  edge: string | null;
}

interface Progress {
  fraction: number;
  following: boolean;
  complete_from: number | null;
}

interface Health {
  now: number;
  progress: Progress;
  newest_as_of: number | null;
  age_ms: number | null;
  lag_records: number | null;
  completeness: number | null;
  dead_letters: number | null;
  dead_letters_last_hour: number | null;
  series: number;
  series_limit: number;
  series_refused: number;
  unreadable_records: number;
  streams: number;
  streams_limit: number;
  kafka: { ok: boolean; reason: string };
}

interface Session {
  user: string | null;
  may_read: boolean;
  may_act: boolean;
  actions: boolean;
  login: 'token' | 'proxy' | 'none';
}

interface History {
  key: string;
  window_ms: number;
  step_ms: number;
  first_end: number;
  count: number;
  settled_to: number;
  columns: Record<string, (number | null)[]>;
  errors: Record<string, (number | null)[]>;
}

interface Attempts {
  completed_at: number[];
  success: boolean[];
  [column: string]: (number | null)[] | boolean[] | string;
}

interface Silence {
  id: string;
  matchers: string[];
  starts_at: string;
  ends_at: string;
  author: string;
  comment: string;
}

interface Acknowledged {
  id: string;
  acknowledged_by?: string;
  alert_ids: string[];
}

interface Connection {
  /** reading: connected, and what was missed is being asked for. */
  phase: 'connecting' | 'reading' | 'live' | 'waiting';
  since: number;
  attempt: number;
  retryAt: number;
  /** When what is shown was last the present, this machine's ms; 0 before. */
  heardAt: number;
}

interface PageState {
  session: Session;
  connection: Connection;
  skew: number;
  loaded: boolean;
  progress: Progress | null;
  series: Map<string, Series>;
  alerts: Map<string, Alert>;
  incidents: Map<string, Alert>;
  failures: Failure[];
  health: Health | null;
  silences: Silence[];
  acknowledged: Map<string, string>;
}

interface View {
  series: string | null;
  search: string;
  troubled: boolean;
  range: string;
  from: number | null;
  to: number | null;
}
