import { loadConfig, runService, startTelemetry } from '@everchart/platform';
import { configSchema } from './configuration.js';
import { createApp, serviceName } from './create-app.js';

await runService(serviceName, async () => {
  const config = loadConfig(configSchema);
  const flush = await startTelemetry({ service: serviceName, endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
  return { ...(await createApp(config)), flush };
});
