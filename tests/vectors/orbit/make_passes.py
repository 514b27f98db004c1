#!/usr/bin/env python3
"""Look angles and passes by python3-sgp4 (Brandon Rhodes, C++ of D. Vallado) and a textbook transform, none of it GroundTerminal's.

usage: make_passes.py TLE_FILE OUTPUT_DIRECTORY [SEED]

TEME -> Earth-fixed by GMST (IAU 1982), site on WGS-84, no refraction, UT1 = UTC, no polar motion. Passes by steps of
2 s (20 s above 6000 km) and bisection of the elevation; the culmination by golden section.
"""
import json, math, random, sys
from sgp4.api import Satrec, WGS72

DEG = math.pi / 180
OMEGA = 7.29211514670698e-5


def gmst(jd, fr):
    t = ((jd - 2451545.0) + fr) / 36525.0
    s = 67310.54841 + (876600.0 * 3600 + 8640184.812866) * t + 0.093104 * t * t - 6.2e-6 * t ** 3
    return (s * DEG / 240.0) % (2 * math.pi)


def site_ecef(lat, lon, alt_km):
    f = 1 / 298.257223563
    e2 = f * (2 - f)
    n = 6378.137 / math.sqrt(1 - e2 * math.sin(lat) ** 2)
    return ((n + alt_km) * math.cos(lat) * math.cos(lon), (n + alt_km) * math.cos(lat) * math.sin(lon), (n * (1 - e2) + alt_km) * math.sin(lat))


class Seen:
    def __init__(self, sat, site):
        self.sat, self.site = sat, site
        self.at = site_ecef(*site)

    def look(self, seconds):
        """Azimuth, elevation in degrees, range in km, range rate in km/s, so many seconds after the epoch."""
        jd, fr = self.sat.jdsatepoch, self.sat.jdsatepochF + seconds / 86400.0
        error, r, v = self.sat.sgp4(jd, fr)
        if error:
            return None
        g = gmst(jd, fr)
        c, s = math.cos(g), math.sin(g)
        x, y, z = c * r[0] + s * r[1], -s * r[0] + c * r[1], r[2]
        vx, vy, vz = c * v[0] + s * v[1] + OMEGA * y, -s * v[0] + c * v[1] - OMEGA * x, v[2]
        d = (x - self.at[0], y - self.at[1], z - self.at[2])
        lat, lon, _ = self.site
        east = -math.sin(lon) * d[0] + math.cos(lon) * d[1]
        north = -math.sin(lat) * (math.cos(lon) * d[0] + math.sin(lon) * d[1]) + math.cos(lat) * d[2]
        up = math.cos(lat) * (math.cos(lon) * d[0] + math.sin(lon) * d[1]) + math.sin(lat) * d[2]
        rng = math.sqrt(east * east + north * north + up * up)
        return (math.atan2(east, north) / DEG % 360, math.asin(up / rng) / DEG, rng, (d[0] * vx + d[1] * vy + d[2] * vz) / rng, math.sqrt(x * x + y * y + z * z))

    def elevation(self, seconds):
        look = self.look(seconds)
        return -90.0 if look is None else look[1]

    def crossing(self, a, b, least):
        above = self.elevation(a) > least
        while b - a > 1e-4:
            m = (a + b) / 2
            if (self.elevation(m) > least) == above:
                a = m
            else:
                b = m
        return (a + b) / 2

    def passes(self, start, end, least):
        step = 2.0 if self.look(start) and self.look(start)[4] < 12400 else 20.0
        found, t, rise, peak = [], start, None, None
        before = self.elevation(t)
        while t < end:
            now = self.elevation(t + step)
            if before <= least < now:
                rise, peak = self.crossing(t, t + step, least), (now, t + step)
            elif rise is not None and now > least and now > peak[0]:
                peak = (now, t + step)
            elif rise is not None and before > least >= now:
                a, b = peak[1] - 2 * step, peak[1] + 2 * step
                while b - a > 1e-3:
                    p, q = a + 0.382 * (b - a), b - 0.382 * (b - a)
                    a, b = (a, q) if self.elevation(p) > self.elevation(q) else (p, b)
                found.append([round(rise, 4), round((a + b) / 2, 3), round(self.crossing(t, t + step, least), 4), round(self.elevation((a + b) / 2), 6)])
                rise = None
            before, t = now, t + step
        return found


def main():
    lines = [line.rstrip() for line in open(sys.argv[1])]
    sets = [(lines[i + 1], lines[i + 2]) for i in range(0, len(lines) - 2, 3) if lines[i + 1].startswith("1 ") and lines[i + 2].startswith("2 ")]
    rnd = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 2026)
    looks, passes = [], []
    for case in range(1000):
        tle = rnd.choice(sets)
        site = (round(math.asin(rnd.uniform(-1, 1)) / DEG, 4), round(rnd.uniform(-180, 180), 4), round(rnd.uniform(-0.1, 4), 3))
        seconds = round(rnd.uniform(-3, 7) * 86400, 3)
        look = Seen(Satrec.twoline2rv(*tle, WGS72), (site[0] * DEG, site[1] * DEG, site[2])).look(seconds)
        if look:
            looks.append([*tle, *site, seconds, *(round(x, 8) for x in look[:4])])
    while len(passes) < 120:
        tle = rnd.choice(sets)
        site = (round(math.asin(rnd.uniform(-1, 1)) / DEG, 4), round(rnd.uniform(-180, 180), 4), round(rnd.uniform(-0.1, 4), 3))
        least = rnd.choice([0, 5, 10])
        seen = Seen(Satrec.twoline2rv(*tle, WGS72), (site[0] * DEG, site[1] * DEG, site[2]))
        if seen.elevation(0) <= least:
            passes.append({"tle": tle, "site": site, "least": least, "hours": 24, "passes": seen.passes(0, 86400, least)})
    json.dump(looks, open(sys.argv[2] + "/looks.json", "w"), separators=(",", ":"))
    json.dump(passes, open(sys.argv[2] + "/passes.json", "w"), separators=(",", ":"))
    print(len(looks), "looks,", sum(len(p["passes"]) for p in passes), "passes of", len(passes), "searches")


main()
