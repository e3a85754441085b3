# The one front door: everything a person or CI does starts here.
SHELL := /bin/bash
.DEFAULT_GOAL := help

export JAVA_HOME := $(shell .ci/find-jdk 2>/dev/null)

# Maven's own libraries use what newer JDKs warn of.
export MAVEN_OPTS ?= --sun-misc-unsafe-memory-access=allow
MAVEN := $(shell command -v mvn 2>/dev/null) -B -ntp
CONFIG ?=
JAR := app/target/facegate.jar
SOURCES := pom.xml app/pom.xml $(shell find app/src/main models -type f 2>/dev/null)
RUN := FACEGATE_HOME=app/target app/src/main/bin/facegate
BENCHES ?= AccuracyBench StageBench EngineBench OpenCvBench GalleryBench UpkeepBench DialectBench \
  HttpBench LatencyBench StartBench
BENCH := $(JAVA_HOME)/bin/java --add-modules jdk.incubator.vector \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Xmx2g \
  -cp app/target/test-classes:app/target/classes:$$(cat app/target/test.classpath)

# What make fuzz does at most, whichever comes first.
FUZZ_REQUESTS ?= 1000000
FUZZ_MINUTES ?= 15
FUZZ_SEED ?= 1
# A heap of fixed size, so that resident memory tells of native leaks.
FUZZ := $(JAVA_HOME)/bin/java --add-modules jdk.incubator.vector \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Xms768m -Xmx768m -XX:+AlwaysPreTouch

.PHONY: help run test it bench fuzz golden pack package clean toolchain

help: ## Shows this list.
	@awk -F':.*## ' '/^[a-z%-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

toolchain:
	@.ci/find-jdk >/dev/null
	@command -v mvn >/dev/null || { \
	  echo "facegate needs Maven 3.8 or newer: apt-get install maven" >&2; exit 1; }

$(JAR): $(SOURCES) | toolchain
	@echo "Building facegate (the first time fetches the libraries) ..."
	@$(MAVEN) -q -Dmaven.test.skip=true package

run: $(JAR) ## Runs the service; without CONFIG=file.yaml, a demonstration that needs no hardware.
	@$(RUN) serve $(if $(CONFIG),--config $(CONFIG),--demo)

test: | toolchain ## Runs the unit tests; needs nothing beside the clone.
	@$(MAVEN) test

it: package | toolchain ## Runs all tests, also those with models, photos, brokers and streams.
	@$(MAVEN) verify

bench: package | toolchain ## Measures accuracy, speed and latency, side by side; prints tables.
	@$(MAVEN) -q test-compile
	@set -e; for bench in $(BENCHES); do echo; echo "== $$bench"; \
	  $(BENCH) io.facegate.bench.$$bench 2>app/target/bench.log || { cat app/target/bench.log; exit 1; }; \
	done

fuzz: | toolchain ## Asks all dialects FUZZ_REQUESTS wrong things; fails when one finds a fault.
	@$(MAVEN) -q test-compile
	@cd app && $(FUZZ) -cp target/test-classes:target/classes:$$(cat target/test.classpath) \
	  io.facegate.dialect.DialectFuzz requests=$(FUZZ_REQUESTS) minutes=$(FUZZ_MINUTES) \
	  seed=$(FUZZ_SEED) 2>target/fuzz.log || { tail -n 20 target/fuzz.log; exit 1; }

golden: | toolchain ## Runs the unit tests and rewrites their golden files.
	@$(MAVEN) test -Dgolden=rewrite

pack: | toolchain ## Writes the catalog of the built-in pack, from its files and their cards.
	@$(MAVEN) -q test-compile
	@$(BENCH) io.facegate.bench.PackCatalog models/training/cards.json models/builtin

train-%: ## Trains one role of the pack, see models/training: train-help lists them.
	@$(MAKE) --no-print-directory -C models/training $*

package: $(JAR) ## Builds .deb and tar.gz for x86-64 and arm64 into target/dist.
	@$(MAVEN) -q test-compile
	@MAVEN="$(MAVEN)" app/src/package/build

clean: ## Removes what was built.
	@rm -rf app/target target
