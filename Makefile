# GroundTerminal. `make help` lists what there is.

MACHINE := $(shell uname -m)
RID     := linux-$(if $(filter aarch64,$(MACHINE)),arm64,$(if $(filter armv7l armv6l,$(MACHINE)),arm,x64))
PROGRAM := artifacts/groundterminal
SOURCES := $(shell find src -name obj -prune -o -name bin -prune -o -type f -print) Directory.Build.props Directory.Packages.props global.json
CONFIG  ?=

export DOTNET_CLI_TELEMETRY_OPTOUT = 1
export DOTNET_NOLOGO = 1
# The SDK then needs no ICU library.
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT = 1

.PHONY: help run test bench bench-kernels lint publish deps clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

run: $(PROGRAM) ## the live loop with the emulated radio; CONFIG=file.yaml for your own
	@$(PROGRAM) run $(CONFIG)

test: $(PROGRAM) ## build, publish and run every test, the recordings too where they are present
	@tools/deps tests
	@tests/run

bench: $(PROGRAM) ## sensitivity, throughput beside the peer, noise, pointing, a day, … (over an hour; ARGS=NAME for one)
	@$(if $(filter-out kernels --%,$(firstword $(ARGS))),,tools/anchors)
	@dotnet run -c Release --project tests/GroundTerminal.Benchmarks -- $(ARGS)

bench-kernels: deps ## kernels beside established libraries, on one core: artifacts/bench-kernels.json (ARGS=--only=TEXT for some rows)
	@tools/anchors
	@dotnet run -c Release --project tests/GroundTerminal.Benchmarks -- kernels $(ARGS)

lint: deps ## formatting and code style, every warning an error
	@dotnet format GroundTerminal.sln --verify-no-changes
	@dotnet build GroundTerminal.sln -c Release -v q -warnaserror --no-incremental

publish: $(PROGRAM) ## one self-contained, trimmed, ahead-of-time compiled file: artifacts/groundterminal
	@ls -l $(PROGRAM) | awk '{ printf "%s: %.1f MiB (%d bytes)\n", "$(PROGRAM)", $$5 / 1048576, $$5 }'

$(PROGRAM): $(SOURCES) | deps
	@dotnet publish src/GroundTerminal -c Release -r $(RID) -o artifacts/publish -v q
	@cp artifacts/publish/groundterminal $(PROGRAM).new && mv -f $(PROGRAM).new $(PROGRAM)

deps:
	@tools/deps

clean: ## remove what was built
	@rm -rf artifacts && find src tests -depth -type d \( -name bin -o -name obj \) -exec rm -rf {} +
