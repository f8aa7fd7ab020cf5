/**
 * Runs in every test process: when the run that started it is gone (SIGTERM, `kill -9`), the
 * process ends too, and with it the daemons its tests started.
 */
process.once('disconnect', () => process.exit(1));
