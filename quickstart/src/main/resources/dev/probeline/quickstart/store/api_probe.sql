CREATE TABLE IF NOT EXISTS api_probe (
    timestamp TIMESTAMP,
    provider SYMBOL,
    model SYMBOL,
    endpoint SYMBOL,
    region SYMBOL,
    target SYMBOL,
    api_key_alias SYMBOL
) TIMESTAMP(timestamp) PARTITION BY DAY WAL
DEDUP UPSERT KEYS(timestamp, provider, model, endpoint, region, target, api_key_alias);
