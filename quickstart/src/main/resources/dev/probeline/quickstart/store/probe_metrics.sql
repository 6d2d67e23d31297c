CREATE TABLE IF NOT EXISTS probe_metrics (
    timestamp TIMESTAMP,
    provider SYMBOL,
    model SYMBOL,
    endpoint SYMBOL,
    region SYMBOL,
    target SYMBOL,
    api_key_alias SYMBOL,
    "window" SYMBOL
) TIMESTAMP(timestamp) PARTITION BY DAY WAL
DEDUP UPSERT KEYS(timestamp, provider, model, endpoint, region, target, api_key_alias, "window");
