// As `WorkerHandle` does it: before the runtime's library is loaded. To be imported before everything else.
process.env.ORT_DISABLE_TELEMETRY = '1';
process.env.ORT_TELEMETRY_DISABLED = '1';
