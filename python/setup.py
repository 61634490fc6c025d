"""Builds the compiled part with CMake; the packages that ./run names are wanted beside it."""

import os
import re
import subprocess
import sys
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent


class CMakeBuild(build_ext):
    def build_extension(self, extension):
        target = Path(self.get_ext_fullpath(extension.name)).resolve()
        build = Path(self.build_temp).resolve()
        subprocess.run(["cmake", "-S", ROOT, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                        "-DCMAKE_CXX_FLAGS_RELEASE=-O2 -DNDEBUG", "-DLAECERT_TESTS=OFF", "-DLAECERT_PYTHON=ON",
                        f"-DPython3_EXECUTABLE={sys.executable}"], check=True)
        subprocess.run(["cmake", "--build", build, "--target", "laecert_engine"], check=True)
        built = build / "python" / "laecert" / target.name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(built.read_bytes())
        os.chmod(target, 0o755)


VERSION = re.search(r'version = "([0-9.]+)"', (ROOT / "src/numeric/version.hpp").read_text()).group(1)
setup(version=VERSION, ext_modules=[Extension("laecert._engine", sources=[])], cmdclass={"build_ext": CMakeBuild})
