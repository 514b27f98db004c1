// Usage: node sgp4-peer.mjs FOLDER LOOKS. The same element sets and times as OrbitBenchmark through satellite.js's bulk propagator; prints propagations a CPU second.
import { readFileSync } from 'node:fs';

const [folder, looks] = process.argv.slice(2);
const times = 2000, stepMs = 300e3, unixEpoch = 2440587.5, dayMs = 86400e3;
const { createSingleThreadRuntime, BulkPropagator, EciBaseCalculator, twoline2satrec } = await import(`${folder}/dist/index.js`);
const sets = new Set(JSON.parse(readFileSync(looks)).map(look => `${look[0]}\n${look[1]}`));
const satellites = [...sets].map(set => twoline2satrec(...set.split('\n')));
const runtime = await createSingleThreadRuntime();
const propagator = new BulkPropagator({ runtime, calculators: [new EciBaseCalculator()], satRecsCount: 1, datesCount: times });

let best = 0;
for (let round = 0; round < 3; round++) {
    let used = 0;
    for (const satellite of satellites) {
        const epoch = (satellite.jdsatepoch - unixEpoch) * dayMs;
        propagator.setSatRecs([satellite]);
        propagator.setDates(Array.from({ length: times }, (_, i) => new Date(epoch + i * stepMs)));
        const start = process.cpuUsage();
        propagator.run();
        const spent = process.cpuUsage(start);
        used += spent.user + spent.system;
    }
    best = Math.max(best, satellites.length * times / used * 1e6);
}
console.log(best);
process.exit(0);
