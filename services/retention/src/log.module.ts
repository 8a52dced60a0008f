import { StreamsController } from '@everchart/stream-operations';
import { Module } from '@nestjs/common';
import { CompletenessReporter } from './application/completeness.reporter.js';
import { LogProver } from './application/log.prover.js';
import { ActsController } from './http/acts.controller.js';
import { DueDatesController } from './http/due-dates.controller.js';
import { CertificatesController } from './http/certificates.controller.js';
import { DestructionsController } from './http/destructions.controller.js';
import { HoldsController } from './http/holds.controller.js';
import { LogController } from './http/log.controller.js';
import { ProofsController } from './http/proofs.controller.js';
import { RuleSetsController } from './http/rule-sets.controller.js';
import { RequestCountsController } from './http/request-counts.controller.js';
import { RequestsController } from './http/requests.controller.js';
import { StatedFactsController } from './http/stated-facts.controller.js';
import { LogReader } from './infrastructure/log.reader.js';
import { RequestCountReader } from './infrastructure/request-count.reader.js';

@Module({
  controllers: [
    LogController,
    ProofsController,
    StreamsController,
    HoldsController,
    RequestsController,
    RequestCountsController,
    ActsController,
    DueDatesController,
    StatedFactsController,
    RuleSetsController,
    DestructionsController,
    CertificatesController,
  ],
  providers: [LogReader, RequestCountReader, LogProver, CompletenessReporter],
})
export class LogModule {}
