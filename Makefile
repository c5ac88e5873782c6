# make run    installs what is missing, builds, and serves the demo clinic
# make test   the same, and passes the tests
# See README.md for the others.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: papers help packages test-packages venv build release run test proof soak concurrency rehearse bench format check screenshots clean

PORT ?= 8080
VENV := .build/venv
# Tests that wait for other processes starve when hundreds that compute run beside them; those that only compute, of
# the engine and of the source tree, run before the others, and what waits most, the crashes and the soak, after them, each
# by itself.
COMPUTING := QueueEngineTests|TreeTests
SOAK := A soak of slips
CRASHES := through every crash
# Three browsers at once may let one starve: what failed beside others, named, is tried again alone, and has to pass there.
FACES := HOUZHEN=$(CURDIR)/.build/debug/houzhen $(VENV)/bin/python -m pytest -q -o cache_dir=$(CURDIR)/.build/pytest Tests/faces
# What is built once and thrown away needs nothing that a debugger reads: LEAN='-debug-info-format none'.
LEAN ?=
FEW_AT_ONCE := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=6

help:
	@sed -n 's/^# make/make/p' Makefile
	@echo "make bench        speed, as ratios in one run; CSV=sessions.csv adds the error of the told waits"
	@echo "make proof        every small morning, seven acts deep: states per rule sheet, none broken; takes two or three hours"
	@echo "make soak         20,000 long random histories on random rule sheets; a failing one is made short; 2,000 slips"
	@echo "make concurrency  10,000 numbers by 16 desks and 12 doctors, the server killed 24 times: a table (part of proof)"
	@echo "make rehearse     a recorded morning, printed: CSV=sessions.csv SESSION=66"
	@echo "make screenshots  the pictures of the README, made from the running product"
	@echo "make papers       pictures of every paper, in .build/papers, for eyes to check"
	@echo "make format       puts the Swift sources into their one format"
	@echo "make check        forms, rule sheets, texts"

# What the build and the tests need from Debian; the script says which package is for what.
packages:
	@bash Tests/packages.sh run

test-packages:
	@bash Tests/packages.sh test

venv: test-packages
	@bash Tests/venv.sh $(VENV)

build: packages
	swift build --product houzhen

release: packages
	swift build -c release --static-swift-stdlib --product houzhen

run: packages
	swift build -c release --static-swift-stdlib --product houzhen
	.build/release/houzhen serve --demo --data houzhen-demo-data --port $(PORT)

test: test-packages venv
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	swift build --build-tests $(LEAN)
	swift test --skip-build --filter '$(COMPUTING)'
	$(FEW_AT_ONCE) swift test --skip-build --skip '$(COMPUTING)|$(CRASHES)|$(SOAK)'
	swift test --skip-build --filter '$(CRASHES)'
	swift test --skip-build --filter '$(SOAK)'
	.build/debug/houzhen check
	$(FACES) -n 3 --dist worksteal --cache-clear || { [ $$? = 1 ] && $(FACES) --last-failed --last-failed-no-failures none; }

# Every small morning, seven acts deep and deeper, for each shipped sheet (SHEET=anesthesia for one): millions of acts.
# The mornings by an optimized build, or they take hours; it lies beside the others. What ends the server at a named moment is
# only in a debug build.
OPTIMIZED = -c release -Xswiftc -enable-testing --scratch-path .build/proof

proof: test-packages venv
	swift build --build-tests $(OPTIMIZED)
	HOUZHEN_PROOF_DEPTH=7 HOUZHEN_PROOF_SHEET=$(SHEET) swift test --skip-build $(OPTIMIZED) \
		--filter 'QueueEngineTests.*(small morning|planted)'
	swift build --build-tests
	CRASH_ROUNDS=3 swift test --skip-build --filter "$(CRASHES)"
	$(MAKE) concurrency
	ANSWER_SETS=20000 HOUZHEN=$(CURDIR)/.build/release/houzhen $(VENV)/bin/python -m pytest -q Tests/faces/test_fhir.py

# Long random histories on random rule sheets, each act checked as in the proof. SEED=7 begins with that one.
soak:
	swift build --build-tests
	HOUZHEN_HISTORIES=$(or $(HISTORIES),20000) HOUZHEN_SEED=$(or $(SEED),1) swift test --skip-build \
		--filter 'QueueEngineTests.*(Long histories|plain model of all)'
	SOAK_SLIPS=$(or $(SLIPS),2000) SOAK_SEED=$(or $(SEED),1) swift test --skip-build --filter '$(SOAK)'

# SEED=7 draws the same requests and kills again.
concurrency: packages
	swift build -c release --static-swift-stdlib --product houzhen
	swift build --product Proof
	.build/debug/Proof .build/release/houzhen Resources 10000 24 $(SEED)

bench: test-packages venv
	bash Tests/venv.sh .build/bench-venv Tests/Bench/requirements.txt
	swift build -c release --static-swift-stdlib --product houzhen
	swift build -c release --static-swift-stdlib --product bench
	.build/release/bench .build/release/houzhen
	$(if $(CSV),.build/release/houzhen replay --csv $(CSV))
	HOUZHEN=$(CURDIR)/.build/release/houzhen $(VENV)/bin/python Tests/faces/bench_doctor.py

# A recorded morning with real printing: make rehearse CSV=sessions.csv SESSION=66
rehearse: test-packages build
	bash Tests/rehearse.sh $(CSV) $(SESSION)

screenshots: test-packages venv build
	HOUZHEN=$(CURDIR)/.build/debug/houzhen SCREENSHOTS=$(CURDIR)/Resources/screenshots \
		$(VENV)/bin/python Tests/faces/screenshots.py

# Slips and tickets in each language, with long names, many medicines, every answer: as PDF, and a PNG of each page.
papers: test-packages
	swift build --product papers
	.build/debug/papers .build/papers
	cd .build/papers && for file in *.pdf; do pdftoppm -r 150 -png $$file $${file%.pdf}; done

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

check: build
	.build/debug/houzhen check

clean:
	rm -rf .build houzhen-demo-data
